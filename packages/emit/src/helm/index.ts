export { type ChartOptions, emitChart } from './emit-chart.ts';

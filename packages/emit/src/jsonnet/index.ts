export { emitJsonnet } from './emit-jsonnet.ts';

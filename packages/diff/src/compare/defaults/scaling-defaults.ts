import type { Json, JsonMap } from '../../model/json.ts';
import { type ApiDefaults, mapAt } from './api-defaults.ts';

const percent = { type: 'Percent', value: 100, periodSeconds: 15 };

const utilization: Json = [
  { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
];

/** Both ways get their rules as soon as one is written. */
const behavior = (fields: JsonMap): Json | undefined => {
  if (!('behavior' in fields)) return undefined;
  const written = mapAt(fields, 'behavior');
  return {
    ...written,
    scaleUp: {
      stabilizationWindowSeconds: 0,
      selectPolicy: 'Max',
      policies: [{ type: 'Pods', value: 4, periodSeconds: 15 }, percent],
      ...mapAt(written, 'scaleUp'),
    },
    scaleDown: { selectPolicy: 'Max', policies: [percent], ...mapAt(written, 'scaleDown') },
  };
};

/** As `SetDefaults_*` of k8s.io/kubernetes/pkg/apis/autoscaling/v1 and v2, defaults.go. */
export const scalingDefaults: ApiDefaults = {
  'io.k8s.api.autoscaling.v1.HorizontalPodAutoscalerSpec': {
    absent: { minReplicas: 1, targetCPUUtilizationPercentage: 80 },
  },
  'io.k8s.api.autoscaling.v2.HorizontalPodAutoscalerSpec': {
    absent: { minReplicas: 1, metrics: utilization },
    complete: { behavior },
  },
};

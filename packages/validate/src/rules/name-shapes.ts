/** A legal form of names. */
export interface NameShape {
  readonly pattern: RegExp;
  /** Longest name, in characters. */
  readonly longest: number;
  /** Completes "a name has to …". */
  readonly wording: string;
}

const subdomainPattern = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const labelWording = 'consist of a-z, 0-9 and "-", and begin and end with a letter or digit';

/** RFC 1123 subdomain: what most kinds require. */
export const subdomain: NameShape = {
  pattern: subdomainPattern,
  longest: 253,
  wording: 'consist of a-z, 0-9, "-" and ".", and every part between dots begin and end with a letter or digit',
};

/** RFC 1123 label. */
export const label: NameShape = { pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, longest: 63, wording: labelWording };

/** RFC 1035 label: as above, but the first character is a letter. */
export const letterFirst: NameShape = {
  pattern: /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
  longest: 63,
  wording: `${labelWording.replace('and begin', 'begin with a letter')}`.replace(' and end', ', end'),
};

/** One step of a URL path: what the RBAC kinds require. */
export const pathSegment: NameShape = {
  pattern: /^(?!\.{1,2}$)[^/%]+$/,
  longest: Number.POSITIVE_INFINITY,
  wording: 'not contain "/" or "%", and not be "." or ".."',
};

/**
 * What a kind requires, from the validation of Kubernetes 1.36. The shorter limits leave room for what controllers
 * append: a CronJob's Jobs (11 characters), a StatefulSet's revision label (11), a Job's own name as a label value.
 */
const shapes: Readonly<Record<string, NameShape>> = {
  '/Namespace': label,
  '/Service': label,
  'apps/StatefulSet': { ...label, longest: 52 },
  'batch/CronJob': { ...subdomain, longest: 52 },
  'batch/Job': { ...subdomain, longest: 63 },
  'rbac.authorization.k8s.io/ClusterRole': pathSegment,
  'rbac.authorization.k8s.io/ClusterRoleBinding': pathSegment,
  'rbac.authorization.k8s.io/Role': pathSegment,
  'rbac.authorization.k8s.io/RoleBinding': pathSegment,
};

/** The names that a kind allows. */
export const nameShapeOf = (group: string, kind: string): NameShape => shapes[`${group}/${kind}`] ?? subdomain;

/** Why `name` is refused, or undefined when it is legal. */
export const nameFault = (name: string, { pattern, longest, wording }: NameShape): string | undefined => {
  if (name.length > longest) return `is ${name.length} characters long, ${longest} are allowed`;
  return pattern.test(name) ? undefined : `has to ${wording}`;
};

import { type Fields, textsOf } from '../read-fields.ts';

/** A `PolicyRule` of RBAC: what its verbs are granted on. */
export interface PolicyRule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  /** `pods`, `pods/log`, `*`, or a subresource of everything: `*` + `/scale`. */
  readonly resources?: readonly string[];
  /** Empty or left out: objects of every name. */
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

/** What somebody wants to do with a resource. */
export interface ResourceRequest {
  readonly verb: string;
  /** Plural, lower case: `deployments`. */
  readonly resource: string;
  /** @default "" */
  readonly apiGroup?: string;
  /** `log` of `pods/log`. */
  readonly subresource?: string;
  /** Left out: cluster-scoped, or all namespaces at once. */
  readonly namespace?: string;
  /** Left out: no particular object, as in list and create. */
  readonly name?: string;
}

/** What somebody wants to do with a URL outside of the API's resources, such as `/metrics`. */
export interface UrlRequest {
  readonly verb: string;
  readonly url: string;
}

/** The rule as written in a Role or ClusterRole. */
export const policyRuleOf = (rule: Fields): PolicyRule => ({
  verbs: textsOf(rule.verbs),
  apiGroups: textsOf(rule.apiGroups),
  resources: textsOf(rule.resources),
  resourceNames: textsOf(rule.resourceNames),
  nonResourceURLs: textsOf(rule.nonResourceURLs),
});

/** Whether the rule alone grants the request, as the RBAC authorizer of Kubernetes decides it. */
export const ruleAllows = (rule: PolicyRule, request: ResourceRequest | UrlRequest): boolean => {
  if (!lists(rule.verbs, request.verb)) return false;
  if ('url' in request) return (rule.nonResourceURLs ?? []).some((pattern) => urlMatches(pattern, request.url));
  const { apiGroup = '', resource, subresource = '', name = '' } = request;
  const names = rule.resourceNames ?? [];
  return (
    lists(rule.apiGroups ?? [], apiGroup) &&
    (rule.resources ?? []).some((granted) => resourceMatches(granted, resource, subresource)) &&
    (names.length === 0 || names.includes(name))
  );
};

const lists = (granted: readonly string[], wanted: string): boolean =>
  granted.includes('*') || granted.includes(wanted);

const resourceMatches = (granted: string, resource: string, subresource: string): boolean =>
  granted === '*' ||
  granted === (subresource === '' ? resource : `${resource}/${subresource}`) ||
  (subresource !== '' && granted === `*/${subresource}`);

const urlMatches = (pattern: string, url: string): boolean =>
  pattern === '*' || pattern === url || (pattern.endsWith('*') && url.startsWith(pattern.replace(/\*+$/, '')));

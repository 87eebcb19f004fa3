/** One cell: may this ServiceAccount do that? */
export interface AccessCell {
  /** `namespace/name`. */
  readonly account: string;
  readonly verb: string;
  readonly apiGroup: string;
  readonly resource: string;
  readonly subresource: string;
  /** `''`: cluster-scoped, or all namespaces at once. */
  readonly namespace: string;
  readonly allowed: boolean;
}

/**
 * Who may do what, decided by hand from the tasks. `newcomer` is an account of namespace prometheus that nobody emits.
 * A line is `verb resource[.group][/subresource] in namespace`, `-` for no namespace.
 */
const table = `
                                                   default/bob default/dave prometheus/carol prometheus/newcomer dev/jane dev/ken
get pods in default                                yes         no           yes              yes                 no       no
list pods in dev                                   yes         no           yes              yes                 yes      yes
watch pods in prometheus                           yes         no           yes              yes                 no       no
list pods in kube-system                           yes         no           yes              yes                 no       no
list pods in -                                     yes         no           yes              yes                 no       no
get pods/log in dev                                yes         no           no               no                  yes      yes
get pods/log in default                            yes         no           no               no                  no       no
create pods in dev                                 yes         no           no               no                  yes      no
create pods in default                             yes         no           no               no                  no       no
create pods/exec in dev                            yes         no           no               no                  yes      no
delete pods in dev                                 yes         no           no               no                  yes      no
delete pods in prometheus                          yes         no           no               no                  no       no
deletecollection pods in kube-system               yes         no           no               no                  no       no
get secrets in dev                                 yes         no           no               no                  yes      no
list secrets in default                            yes         no           no               no                  no       no
list secrets in -                                  yes         no           no               no                  no       no
get configmaps in dev                              yes         no           no               no                  yes      yes
get configmaps in prometheus                       yes         no           no               no                  no       no
list services in prometheus                        yes         no           no               no                  no       no
create deployments.apps in dev                     yes         no           no               no                  yes      no
get deployments.apps in dev                        yes         no           no               no                  yes      yes
get deployments.apps in default                    yes         no           no               no                  no       no
patch deployments.apps/scale in dev                yes         no           no               no                  yes      no
get roles.rbac.authorization.k8s.io in dev         yes         no           no               no                  yes      no
create rolebindings.rbac.authorization.k8s.io in dev     yes   no           no               no                  yes      no
create rolebindings.rbac.authorization.k8s.io in default yes   no           no               no                  no       no
create serviceaccounts/token in dev                yes         no           no               no                  yes      no
impersonate serviceaccounts in dev                 yes         no           no               no                  yes      no
update resourcequotas in dev                       no          no           no               no                  no       no
get namespaces in dev                              yes         no           no               no                  yes      yes
list namespaces in -                               yes         no           no               no                  no       no
create namespaces in -                             no          no           no               no                  no       no
list nodes in -                                    no          no           no               no                  no       no
get nodes/metrics in -                             no          no           no               no                  no       no
list persistentvolumes in -                        no          no           no               no                  no       no
get clusterroles.rbac.authorization.k8s.io in -    no          no           no               no                  no       no
create clusterrolebindings.rbac.authorization.k8s.io in - no   no           no               no                  no       no
create selfsubjectaccessreviews.authorization.k8s.io in - yes  yes          yes              yes                 yes      yes
`;

const parse = (text: string): AccessCell[] => {
  const [header = '', ...lines] = text.trim().split('\n');
  const accounts = header.trim().split(/\s+/);
  return lines.flatMap((line) => {
    const [verb = '', object = '', , namespace = '', ...answers] = line.split(/\s+/);
    const [kind = '', subresource = ''] = object.split('/');
    const dot = kind.indexOf('.');
    return accounts.map((account, index) => {
      const answer = answers[index];
      if (answers.length !== accounts.length || (answer !== 'yes' && answer !== 'no'))
        throw new Error(`every cell of the line is yes or no: ${line}`);
      return {
        account,
        verb,
        apiGroup: dot === -1 ? '' : kind.slice(dot + 1),
        resource: dot === -1 ? kind : kind.slice(0, dot),
        subresource,
        namespace: namespace === '-' ? '' : namespace,
        allowed: answer === 'yes',
      };
    });
  });
};

/** The table, cell by cell; also what a SubjectAccessReview on a real API server has to answer. */
export const accessTable: readonly AccessCell[] = parse(table);

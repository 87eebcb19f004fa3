/** The samples of one metric of a program that serves `/metrics`: the sum of those whose labels match. */
export const readMetric = async (port: number, name: string, labels = /(?:)/): Promise<number> => {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
  return (await answer.text())
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) && labels.test(line))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
};

/** Calls that wrote something, all but those that keep the lease. */
export const writesOf = async (port: number): Promise<number> =>
  readMetric(port, 'rest_client_requests_total', /method="(?:POST|PATCH|DELETE)"/);

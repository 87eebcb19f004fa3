import type { Dependencies, Node } from './dependencies.ts';

/** From this many on, objects that hang on to the same ones in the same way are drawn as one. */
const alikeFrom = 5;

/** What a reader of the picture sees of a node but for its name. */
const looksOf = ({ nodes, edges }: Dependencies): ReadonlyMap<string, string> => {
  const looks = new Map(
    nodes.map(({ key, identity: { group, kind, namespace }, verb, severity }) => [
      key,
      [[group, kind, namespace, verb ?? '', severity ?? ''].join(' ')],
    ]),
  );
  for (const { from, to, how, state } of edges) {
    looks.get(from)?.push(`> ${to} ${how} ${state}`);
    looks.get(to)?.push(`< ${from} ${how} ${state}`);
  }
  return new Map([...looks].map(([key, parts]) => [key, parts.join('\n')]));
};

/** Draws many objects that look alike, such as the twenty dashboards of one Deployment, as one that counts them. */
export const condense = (dependencies: Dependencies): Dependencies => {
  const looks = looksOf(dependencies);
  const alike = Map.groupBy(dependencies.nodes, ({ key }) => looks.get(key));
  const gone = new Set<string>();
  const nodes = [...alike.values()].flatMap((group): readonly Node[] => {
    const [first, ...others] = group;
    if (first === undefined || group.length < alikeFrom) return group;
    for (const { key } of others) gone.add(key);
    return [{ ...first, alike: group.map(({ identity }) => identity.name) }];
  });
  return { nodes, edges: dependencies.edges.filter(({ from, to }) => !gone.has(from) && !gone.has(to)) };
};

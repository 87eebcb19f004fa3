/**
 * `compute`, with its answers kept: for texts that recur in many objects. Not more than `limit`, then it starts anew, so
 * that a long run does not grow for ever.
 */
export const remembered = <Answer extends {}>(
  limit: number,
  compute: (text: string) => Answer,
): ((text: string) => Answer) => {
  const answers = new Map<string, Answer>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known;
    const answer = compute(text);
    if (answers.size >= limit) answers.clear();
    answers.set(text, answer);
    return answer;
  };
};

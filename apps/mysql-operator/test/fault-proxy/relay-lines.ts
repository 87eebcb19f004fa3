import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Action } from './fault.ts';

async function* linesOf(message: IncomingMessage): AsyncGenerator<string> {
  message.setEncoding('utf8');
  let rest = '';
  for await (const chunk of message) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

/** Passes a watch on, line by line, as far as the action lets it. */
export const relayLines = async (answer: IncomingMessage, response: ServerResponse, action: Action): Promise<void> => {
  let index = 0;
  try {
    for await (const line of linesOf(answer)) {
      if ('cutAfter' in action && index >= action.cutAfter) {
        answer.destroy();
        if (action.how === 'reset') response.socket?.resetAndDestroy();
        if (action.how === 'end') response.end();
        return;
      }
      const told = 'lines' in action ? action.lines(line, index) : [line];
      for (const one of told) response.write(`${one}\n`);
      index++;
    }
    response.end();
  } catch {
    // One of the two sides went away.
    response.destroy();
  }
};

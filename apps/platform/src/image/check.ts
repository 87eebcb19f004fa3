import { checkImage } from '@wildermesser/operator-image';
import { type Io, paintFor } from '../io.ts';
import { imageSettings } from './image-settings.ts';

/** `image check` */
export const check = async (io: Io): Promise<number> => {
  const settings = imageSettings(io);
  const { pin, built, pinned } = await checkImage(settings.request, settings.pin);
  const paint = paintFor(io);
  const report = (title: string, lines: readonly string[], advice: string): void => {
    if (lines.length === 0) return;
    io.stdout.write(`${paint.red('error')}  ${title}\n${lines.map((line) => `  ${line}\n`).join('')}  → ${advice}\n`);
  };
  report(
    'the image in packages/operator-image/dist is not what the sources make',
    built,
    './platform image build; if this comes back, something in the build depends on this machine: report it',
  );
  report(
    `${settings.pinName} names another image`,
    pinned,
    './platform image pin && ./platform build, and commit both',
  );
  if (built.length + pinned.length > 0) return 1;
  io.stdout.write(
    `${paint.green('the same bytes')}: ${pin.repository}@${pin.digest}, built from nothing, is what is pinned\n`,
  );
  return 0;
};

import { pinDifferences, readPin, writePin } from '@wildermesser/operator-image';
import type { Io } from '../io.ts';
import { buildAndReport } from './build.ts';
import { imageSettings } from './image-settings.ts';

/** `image pin` */
export const pin = async (io: Io): Promise<number> => {
  const settings = imageSettings(io);
  const { pin: built } = await buildAndReport(settings, io);
  const old = readPin(settings.pin);
  const moved = old === undefined ? ['the first image'] : pinDifferences(old, built);
  if (moved.length === 0) {
    io.stdout.write(`${settings.pinName} names this image already\n`);
    return 0;
  }
  writePin(settings.pin, built);
  io.stdout.write(`${settings.pinName}: ${moved.join('; ')}\n  → ./platform build, and commit both\n`);
  return 0;
};

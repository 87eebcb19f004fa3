/**
 * Programs that run in pods, as constant text for `sh -c`. Never: a value inside the text.
 */
export { backup } from './backup.ts';
export { restore } from './restore.ts';
export { discardOldPassword, rotatePassword } from './rotate.ts';
export { ownVolume, probeServer, startServer } from './server.ts';

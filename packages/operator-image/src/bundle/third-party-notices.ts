import type { BundledPackage } from './bundled-packages.ts';

/** The licences of what is in the program, in one file that goes with it. */
export const thirdPartyNotices = (packages: readonly BundledPackage[]): string =>
  packages.length === 0
    ? 'This program holds no code of others.\n'
    : packages
        .map(({ name, version, license, licenseText }) =>
          [`${name} ${version}`, license === '' ? 'licence: not stated' : `licence: ${license}`, licenseText, '']
            .filter((part, index) => part !== '' || index === 3)
            .join('\n\n'),
        )
        .join(`\n${'-'.repeat(72)}\n\n`);

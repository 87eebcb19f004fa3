import pin from '../image.lock.json' with { type: 'json' };

/** The image of the operator by its digest: `./platform image pin` writes the file when the program or its base changed. */
export const operatorImage = `${pin.repository}:${pin.version}@${pin.digest}`;

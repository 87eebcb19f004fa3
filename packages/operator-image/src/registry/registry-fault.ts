import { ImageError } from '../image-error.ts';
import type { Reference } from './reference.ts';

const meanings: Readonly<Record<number, string>> = {
  403: 'the login may not push there',
  404: 'the registry does not know the repository',
  413: 'the registry does not take so large a file',
  429: 'the registry asks to wait',
};

/** The registry's own words, which the distribution specification gives a form. */
const saidBy = async (response: Response): Promise<string> => {
  try {
    const { errors = [] } = (await response.json()) as { errors?: readonly { code?: string; message?: string }[] };
    return errors
      .map(({ code = '', message = '' }) => [code, message].filter((part) => part !== '').join(': '))
      .join('; ');
  } catch {
    return '';
  }
};

/** An answer of a registry that is none of those hoped for, in words. */
export const registryFault = async (
  response: Response,
  { registry, repository }: Reference,
  doing: string,
): Promise<ImageError> => {
  const said = await saidBy(response);
  const meaning = meanings[response.status] ?? (response.status >= 500 ? 'the registry has failed' : 'it was refused');
  return new ImageError(
    'REGISTRY',
    `${registry}/${repository}: ${doing}: ${meaning} (HTTP ${response.status}${said === '' ? '' : `, ${said}`})`,
    response.status >= 500 || response.status === 429
      ? 'run it again; what has arrived is not sent twice'
      : 'check repository and rights',
  );
};

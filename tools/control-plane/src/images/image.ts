/** An image that is made here, from what the machine's package manager has. */
export interface Image {
  /** The reference by which Pods name it. */
  readonly name: string;
  /** Files of the package that it is made from; a change of one makes another image. */
  readonly sources: readonly string[];
  /** Programs that have to be installed, and how that is done on Debian. */
  readonly needs: Readonly<Record<string, string>>;
  /** Makes `image.tar`, a docker archive, in this empty folder. */
  readonly make: (folder: string) => Promise<void>;
}

/** The path of a source file of an image. */
export const imageSource = (path: string): string => new URL(`../../images/${path}`, import.meta.url).pathname;

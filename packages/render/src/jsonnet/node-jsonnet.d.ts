/** The part of the addon that is used; its own declarations cannot be reached through its `exports`. */
declare module '@hanazuki/node-jsonnet' {
  export class JsonnetError extends Error {}
  export class Jsonnet {
    static readonly version: string;
    tlaString(name: string, value: string): this;
    tlaCode(name: string, value: string): this;
    extString(name: string, value: string): this;
    extCode(name: string, value: string): this;
    addJpath(folder: string): this;
    evaluateFile(path: string): Promise<string>;
  }
}

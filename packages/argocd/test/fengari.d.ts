/** The part of the Lua machine that the tests use; the package brings no types. */
declare module 'fengari' {
  export interface State {
    readonly brand: 'lua_State';
  }
  export const lua: {
    LUA_OK: number;
    lua_createtable(state: State, items: number, fields: number): void;
    lua_pushboolean(state: State, value: boolean): void;
    lua_pushnumber(state: State, value: number): void;
    lua_pushstring(state: State, value: Uint8Array): void;
    lua_setfield(state: State, index: number, key: Uint8Array): void;
    lua_seti(state: State, index: number, key: number): void;
    lua_setglobal(state: State, name: Uint8Array): void;
    lua_getfield(state: State, index: number, key: Uint8Array): number;
    lua_pcall(state: State, args: number, results: number, handler: number): number;
    lua_tojsstring(state: State, index: number): string;
    lua_pop(state: State, count: number): void;
  };
  export const lauxlib: {
    luaL_newstate(): State;
    luaL_requiref(state: State, name: Uint8Array, open: unknown, global: number): void;
    luaL_loadstring(state: State, script: Uint8Array): number;
  };
  export const lualib: { luaopen_base: unknown; luaopen_table: unknown };
  export const to_luastring: (text: string) => Uint8Array;
}

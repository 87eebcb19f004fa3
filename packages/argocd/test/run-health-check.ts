import { lauxlib, lua, lualib, type State, to_luastring } from 'fengari';

export interface Health {
  readonly status: string;
  readonly message: string;
}

const push = (state: State, value: unknown): void => {
  if (typeof value === 'string') lua.lua_pushstring(state, to_luastring(value));
  else if (typeof value === 'number') lua.lua_pushnumber(state, value);
  else if (typeof value === 'boolean') lua.lua_pushboolean(state, value);
  else {
    lua.lua_createtable(state, 0, 0);
    for (const [key, member] of Object.entries(value as object)) {
      push(state, member);
      if (Array.isArray(value)) lua.lua_seti(state, -2, Number(key) + 1);
      else lua.lua_setfield(state, -2, to_luastring(key));
    }
  }
};

/** Runs a health check as Argo CD does: the object is the global `obj`, and only base and table are there. */
export const runHealthCheck = (script: string, object: object): Health => {
  const state = lauxlib.luaL_newstate();
  lauxlib.luaL_requiref(state, to_luastring('_G'), lualib.luaopen_base, 1);
  lauxlib.luaL_requiref(state, to_luastring('table'), lualib.luaopen_table, 1);
  lua.lua_pop(state, 2);
  push(state, object);
  lua.lua_setglobal(state, to_luastring('obj'));
  for (const step of [() => lauxlib.luaL_loadstring(state, to_luastring(script)), () => lua.lua_pcall(state, 0, 1, 0)])
    if (step() !== lua.LUA_OK) throw new Error(lua.lua_tojsstring(state, -1));
  const field = (name: string): string => {
    lua.lua_getfield(state, -1, to_luastring(name));
    const text = lua.lua_tojsstring(state, -1);
    lua.lua_pop(state, 1);
    return text;
  };
  return { status: field('status'), message: field('message') };
};

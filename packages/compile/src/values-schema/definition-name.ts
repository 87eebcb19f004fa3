import type { Node, Type } from 'ts-morph';
import type { Place } from './place.ts';
import type { Schema } from './schema.ts';

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const words = (text: string): string =>
  text
    .split(/[^A-Za-z0-9]+/)
    .map(capital)
    .join('');

const textOf = (type: Type, at: Node): string => {
  const symbol = type.getAliasSymbol();
  const [name, args] =
    symbol === undefined
      ? [type.getSymbol()?.getName() ?? '', type.getTypeArguments()]
      : [symbol.getName(), type.getAliasTypeArguments()];
  if (name === '' || name.startsWith('__')) return type.isObject() ? '' : words(type.getText(at)).slice(0, 40);
  return [name, ...args.map((argument) => textOf(argument, at))].map(words).join('');
};

/** A name for the definition of an object type: its own with those of its arguments, or that of the place. */
export const definitionName = (type: Type, place: Place, taken: ReadonlyMap<string, Schema>): string => {
  const name = textOf(type, place.node) || `${words(place.path)}Object`;
  let unique = name;
  for (let i = 2; taken.has(unique); i++) unique = `${name}${i}`;
  return unique;
};

import type { ElementValue, MemberValue, Value } from './value.ts';

const claimElement = (element: ElementValue): ElementValue => {
  if (element.does === 'add') return { ...element, value: claim(element.value) };
  if (element.does === 'spread') return { ...element, of: { ...element.of, isClaimed: true } };
  return { ...element, elements: element.elements.map(claimElement) };
};

const claimMember = (member: MemberValue): MemberValue => {
  if (member.does === 'set') return { ...member, value: claim(member.value) };
  if (member.does === 'spread') return { ...member, of: { ...member.of, isClaimed: true } };
  return { ...member, members: member.members.map(claimMember) };
};

/** The value after a cast, with all it holds: of its type only what the compiler knows itself is believed. */
export const claim = (value: Value): Value => {
  switch (value.is) {
    case 'unknown':
      return { ...value, isClaimed: true };
    case 'choice': {
      const [then, otherwise] = [claim(value.then), claim(value.otherwise)];
      return { ...value, then, otherwise, isClaimed: true };
    }
    case 'list':
      return { ...value, elements: value.elements.map(claimElement) };
    case 'object':
      return { ...value, members: value.members.map(claimMember) };
    default:
      return value;
  }
};

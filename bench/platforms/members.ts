/** The people whom every software is seeded with. */

export interface Member {
  readonly name: string;
  readonly password: string;
  readonly mail: string;
  readonly website: string | null;
  readonly town: string;
  readonly about: string;
}

const people: readonly (readonly [name: string, website: string | null, town: string, about: string])[] = [
  ['Adele', 'http://adele-weaves.example/', 'Bergen', 'I weave, and I repair looms that others have given up.'],
  ['Bruno', null, 'Turin', 'Thirty years in gearboxes, now retired from them.'],
  ['Chidi', 'http://chidi-sensors.example/', 'Enugu', 'Sensors for small farms, cheap enough to lose one.'],
  ['Dorota', null, 'Gdansk', 'Teaches physics and breaks things in class on purpose.'],
  ['Emil', 'http://emil-in-the-shed.example/', 'Aarhus', 'A shed, a lathe and too little time.'],
  ['Fatima', null, 'Fez', 'Product manager by day, potter by night.'],
  ['Gerrit', null, 'Utrecht', 'Bicycles with more than two wheels.'],
  ['Hanako', 'http://hanako-prints.example/', 'Nagoya', 'Prints spare parts that nobody sells any more.'],
];

export const members: readonly Member[] = people.map(([name, website, town, about]) => ({
  name,
  password: `Long-enough-${name}-31`,
  mail: `${name.toLowerCase()}@members.example`,
  website,
  town,
  about,
}));

export function memberNamed(name: string): Member {
  const member = members.find((m) => m.name === name);
  if (member === undefined) throw new Error(`There is no member ${name}.`);
  return member;
}

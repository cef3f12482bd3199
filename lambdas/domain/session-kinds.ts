/** What kinds of session a program can have; hours are counted by them. Source: the five seeds. */
export const sessionKinds = [
  'group',
  'individual',
  'family',
  'education',
  'life-skills',
  'case-management',
  'medication-management',
  'complementary',
] as const;
export type SessionKind = (typeof sessionKinds)[number];

/** A group is at most this large unless its session says less. Source: shared program defaults. */
export const largestGroup = 16;

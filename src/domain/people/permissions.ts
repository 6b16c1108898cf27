/** Who a person is to an organisation. One role an account. */
export const roles = ['administrator', 'plan-lead', 'contributor', 'reader'] as const
export type Role = (typeof roles)[number]

/**
 * Every deed a role can allow, once, with the roles that may do it. The one place where a permission is decided; pages,
 * commands and jobs ask `may`.
 */
export const deeds = {
  'read plans': ['administrator', 'plan-lead', 'contributor', 'reader'],
  'read history': ['administrator', 'plan-lead', 'contributor', 'reader'],
  'read papers': ['administrator', 'plan-lead', 'contributor', 'reader'],
  'read source documents': ['administrator', 'plan-lead', 'contributor'],
  'record an update': ['administrator', 'plan-lead', 'contributor'],
  'import a plan': ['administrator', 'plan-lead'],
  'undo an import': ['administrator', 'plan-lead'],
  'edit a plan': ['administrator', 'plan-lead'],
  'move a date': ['administrator', 'plan-lead'],
  'close or reopen an action': ['administrator', 'plan-lead'],
  'delete an action': ['administrator', 'plan-lead'],
  'confirm a reading': ['administrator', 'plan-lead'],
  'manage owners': ['administrator', 'plan-lead'],
  'make a paper': ['administrator', 'plan-lead'],
  'export a plan': ['administrator', 'plan-lead', 'contributor'],
  'close a plan': ['administrator', 'plan-lead'],
  'delete a plan': ['administrator'],
  'manage accounts': ['administrator'],
  'manage the organisation': ['administrator'],
  'verify history': ['administrator'],
} as const satisfies Record<string, readonly Role[]>

export type Deed = keyof typeof deeds

export const may = (role: Role, deed: Deed): boolean => (deeds[deed] as readonly Role[]).includes(role)

export const isRole = (word: string): word is Role => (roles as readonly string[]).includes(word)

/** What the role is called on a page. */
export const roleName: Record<Role, string> = {
  administrator: 'Administrator',
  'plan-lead': 'Plan lead',
  contributor: 'Contributor',
  reader: 'Reader',
}

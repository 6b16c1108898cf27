import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { splitOwners } from './split-owners.ts'

const splits = (rule: string, table: [text: string, owners: string[]][]): void => {
  for (const [text, owners] of table) {
    test(`${rule}: ${JSON.stringify(text)}`, () => assert.deepEqual(splitOwners(text).owners, owners))
  }
}

splits('several owners come apart at separators', [
  ['HoS/OMs/TMs', ['HoS', 'OMs', 'TMs']],
  ['Ana Cole and Ben Ward', ['Ana Cole', 'Ben Ward']],
  ['Ana Cole, Ben Ward & Cy Dean', ['Ana Cole', 'Ben Ward', 'Cy Dean']],
  ['AB/CD/EF', ['AB', 'CD', 'EF']],
  ['HoS Safeguarding; QA Manager', ['HoS Safeguarding', 'QA Manager']],
  ['Head of Commissioning\nService Manager', ['Head of Commissioning', 'Service Manager']],
  ['Matron and Ward Manager', ['Matron', 'Ward Manager']],
  ['Headteacher/SENCO/Governors', ['Headteacher', 'SENCO', 'Governors']],
  ['Chief Nurse, Medical Director', ['Chief Nurse', 'Medical Director']],
  ['DCS and Police', ['DCS', 'Police']],
  ['SM & Housing', ['SM', 'Housing']],
  ['Service Manager, HR', ['Service Manager', 'HR']],
  ['Head of Housing and Head of Planning', ['Head of Housing', 'Head of Planning']],
  ['Practice Team and Service Managers', ['Practice Team', 'Service Managers']],
  ['A. Cole & B. Ward', ['A. Cole', 'B. Ward']],
  ['Ana Cole, Team Managers', ['Ana Cole', 'Team Managers']],
  ['Ana Cole, Ben Ward, Head of Service', ['Ana Cole', 'Ben Ward, Head of Service']],
  ['NHS Wexcombe and Wexcombe Council', ['NHS Wexcombe', 'Wexcombe Council']],
])

splits('one post, team or body stays whole', [
  ['Head of Help & Protection', ['Head of Help & Protection']],
  ['Head of Service, Help and Protection', ['Head of Service, Help and Protection']],
  ['HoS Help and Protection', ['HoS Help and Protection']],
  ['Children in Care and Care Leavers Team', ['Children in Care and Care Leavers Team']],
  ['Director of Education and Skills', ['Director of Education and Skills']],
  ['Learning & Development Manager', ['Learning & Development Manager']],
  ['Assistant Director, Education and Inclusion', ['Assistant Director, Education and Inclusion']],
  ['Cabinet Member for Children and Families', ['Cabinet Member for Children and Families']],
  ['Education, Health and Care Plan Team', ['Education, Health and Care Plan Team']],
  ['EH & CP Management Team', ['EH & CP Management Team']],
  ['Wexford and Combe Police', ['Wexford and Combe Police']],
  ['HOS CLA/LC', ['HOS CLA/LC']],
  ['AD C & S', ['AD C & S']],
  ['R&D Manager', ['R&D Manager']],
  ['Ana Cole (Head of Service, Help and Protection)', ['Ana Cole (Head of Service, Help and Protection)']],
  ['Head of Service – Ana Cole', ['Head of Service – Ana Cole']],
  ['Supt. J. Doe', ['Supt. J. Doe']],
  ['Ana Cole, Head of Service', ['Ana Cole, Head of Service']],
  ['Ana Cole, HoS; Ben Ward, TM', ['Ana Cole, HoS', 'Ben Ward, TM']],
  ['Head of Early Help, Prevention and Youth Justice', ['Head of Early Help, Prevention and Youth Justice']],
  ['Police and Crime Commissioner', ['Police and Crime Commissioner']],
  ['Service Manager, CIN', ['Service Manager, CIN']],
  ['Chief Inspector, Operations', ['Chief Inspector, Operations']],
  [
    'Detective Superintendent, Protecting Vulnerable People',
    ['Detective Superintendent, Protecting Vulnerable People'],
  ],
  ['Head of Service\nHelp and Protection', ['Head of Service Help and Protection']],
])

splits('a role is shared where a second pair of subjects follows', [
  ['HOS Help and Protection & CLA/LC', ['HOS Help and Protection', 'HOS CLA/LC']],
])

splits('roles run together come apart', [
  ['TMs OMs HoS', ['TMs', 'OMs', 'HoS']],
  ['OM Prevention (West) OMs for working group', ['OM Prevention (West)', 'OMs for working group']],
])

splits('what the owner is to do is no part of the owner', [
  ['Service Managers to lead each group', ['Service Managers']],
  ['TMs/OMs complete audits, Practice Team facilitate sessions', ['TMs', 'OMs', 'Practice Team']],
  ['Head of Service.', ['Head of Service']],
  ['• OMs', ['OMs']],
])

test('TBC, vacant and "as above" are no owners and are doubted', () => {
  for (const text of ['TBC', 'tba', 'Vacant', 'To be appointed', 'as above', 'As above with the board', 'n/a', '-']) {
    const { owners, doubts } = splitOwners(text)
    assert.deepEqual({ owners, doubts: doubts.length }, { owners: [], doubts: 1 }, text)
  }
  assert.deepEqual(splitOwners('HoS / TBC').owners, ['HoS'])
  assert.equal(splitOwners('HoS / TBC').doubts.length, 1)
  assert.deepEqual(splitOwners('TBC / HoS').owners, ['HoS'])
  assert.deepEqual(splitOwners(' ').doubts, [])
})

test('who leads and who supports is kept, the lead first', () => {
  assert.deepEqual(splitOwners('Lead: Ana Cole Support: Ben Ward, Cy Dean'), {
    owners: ['Ana Cole', 'Ben Ward', 'Cy Dean'],
    text: 'Lead: Ana Cole Support: Ben Ward, Cy Dean',
    doubts: [],
    lead: 'Ana Cole',
    supports: ['Ben Ward', 'Cy Dean'],
  })
  assert.deepEqual(splitOwners('Ben Ward, Ana Cole (lead)').owners, ['Ana Cole', 'Ben Ward'])
  assert.deepEqual(splitOwners('DCS supported by HoS').supports, ['HoS'])
})

test('any text gives owners that are non-empty, distinct and made of its own words', () => {
  const pieces = fc.array(
    fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom(
        'HoS',
        'OMs',
        '&',
        'and',
        '/',
        ',',
        'Help',
        'Protection',
        'Ana Cole',
        'TBC',
        'Lead:',
        'Team',
        '(',
        ')',
        '\n',
        'to lead',
        'CLA/LC',
        '.',
      ),
    ),
    { maxLength: 10 },
  )
  fc.assert(
    fc.property(pieces, (parts) => {
      const text = parts.join(' ')
      const { owners, text: kept } = splitOwners(text)
      assert.equal(kept, text.replace(/\s+/g, ' ').trim())
      assert.equal(new Set(owners).size, owners.length)
      const words = new Set(text.split(/[^\p{L}\p{N}]+/u))
      for (const owner of owners) {
        assert.notEqual(owner.trim(), '')
        for (const word of owner.split(/[^\p{L}\p{N}]+/u))
          assert.ok(words.has(word) || word === '', `${word} of ${owner} is not in ${text}`)
      }
    }),
    { numRuns: 3000 },
  )
})

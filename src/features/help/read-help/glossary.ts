/** What the words on the pages mean; docs/glossary.md says the same to developers. */
export interface Term {
  word: string
  means: string
}

export const glossary: Term[] = [
  {
    word: 'Action',
    means:
      'A piece of work that serves an outcome. It has a lead owner, perhaps others, a time, and a test by which anyone can tell it is done.',
  },
  {
    word: 'As read',
    means: 'How Golden Thread understood the plan’s own words, shown under them. “Jun-26” is read as by 30 June 2026.',
  },
  {
    word: 'Confirmed',
    means: 'A reading that a person has looked at and agreed to. Until then it is marked as a guess.',
  },
  { word: 'Delivery', means: 'Did we do it? Rated apart from impact.' },
  {
    word: 'Doubt',
    means:
      'Something in your document that could mean two things or could not be read. You decide; nothing is chosen for you.',
  },
  { word: 'Due', means: 'The last day on which something is still on time. “June” is due on 30 June.' },
  {
    word: 'Forecast',
    means:
      'When the owner now expects it to be done. It does not move the date; only whoever oversees the plan does that.',
  },
  { word: 'Guess', means: 'Words on pale gold with a dashed line: a reading nobody has confirmed yet.' },
  { word: 'Impact', means: 'Did it help? What changed for children and families, rated apart from delivery.' },
  { word: 'Import', means: 'One document on its way in. Its original is kept exactly as it came.' },
  {
    word: 'Late',
    means:
      'An open action whose last day has passed. Something due in June is late from 1 July. “Ongoing” is never late.',
  },
  { word: 'Milestone', means: 'A step of an action, with a time of its own.' },
  { word: 'Open action', means: 'One that is neither closed nor rated as complete or embedded.' },
  {
    word: 'Organisation',
    means: 'The council, trust, school or partnership you work for here. Nobody outside it sees its plans.',
  },
  {
    word: 'Outcome',
    means:
      'What will be different, and for whom. Your plan may call it an aim, a priority or a recommendation; its own word is what the pages show.',
  },
  { word: 'Owner', means: 'The post, person, team, board or outside body that answers for an action.' },
  {
    word: 'Placeholder',
    means: 'A line such as “further actions to be agreed”. It is kept, and not counted as an action.',
  },
  { word: 'Plan', means: 'An agreed set of improvements, with those who answer for it and those who oversee it.' },
  {
    word: 'Plan’s notes',
    means: 'Words of your document that belong to no action or outcome. Nothing is thrown away.',
  },
  {
    word: 'Rating',
    means:
      'A word of the plan’s own key (such as red, amber or green), always with a shape beside the colour, and always with who said it and when.',
  },
  { word: 'Section', means: 'A part of the plan under one heading.' },
  { word: 'Silent', means: 'An open action of which nothing was said for more than 30 days, or ever.' },
  { word: 'Snapshot', means: 'The plan frozen at one moment, so that a paper made from it never changes.' },
  { word: 'Timescale', means: 'When something is to happen, in the plan’s own words and as read.' },
  {
    word: 'Update',
    means: 'A dated account of how an action stands, in its owner’s words. It is added to, never altered.',
  },
]

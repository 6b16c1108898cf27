/** Whether a cell reads like those who do the work: posts, people, initials, teams, boards. Not whether they exist. */
export function looksLikeOwner(text: string): boolean {
  const words = text.split(/\s+/)
  if (
    words.length > 25 ||
    /\d{2,}/.test(text) ||
    /^(?:yes|no|n\/a|done|complete|completed|high|medium|low|red|amber|green|blue)$/i.test(text)
  )
    return false
  if (roleWords.test(text) && words.length < 20) return true
  if (
    words.every((word) =>
      /^[A-Z][A-Za-z]{0,3}s?[,;/&.]?$|^[A-Z]{2,6}(?:\/[A-Z]{2,6})*[,;]?$|^[/&+,;]$|^and$/.test(word),
    )
  )
    return true
  return (
    words.length <= 6 &&
    words.every((word) => /^(?:[A-Z][\p{L}'’.-]*[,;/]?|and|&|of|the|\/)$/u.test(word)) &&
    !/[.:]$/.test(text)
  )
}

const roleWords =
  /\b(?:head|heads|hos|hod|manager|managers|director|directors|lead|leads|officer|officers|team|teams|service|services|board|committee|panel|group|partnership|council|chief|executive|principal|deputy|assistant|coordinator|co-ordinator|teacher|teachers|headteacher|senco|senca|sendco|slt|smt|clt|governor|governors|trust|matron|nurse|nursing|consultant|clinical|ward|sister|doctor|gp|icb|ccg|police|constable|inspector|superintendent|sergeant|commander|chair|chairs|secretary|solicitor|accountant|auditor|analyst|adviser|advisor|practitioner|worker|workers|psw|iro|iros|ads?|oms?|tms?|dcs|dco|dsl|ceo|coo|cfo|cno|hr|it|finance|housing|legal|communications|procurement|commissioner|commissioners|commissioning|member|members|cabinet|leader|all staff|staff|department|directorate|unit|division|agency|agencies|partners?|caseworkers?|middle leaders|subject leaders)\b/i

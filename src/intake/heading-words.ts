import type { PlanField } from '../domain/plan/plan-document.ts'

/**
 * What columns are called, by field: the words of councils, the NHS, schools, police and fire, partnerships, scrutiny and
 * audit. Lower case, without punctuation, "and" for "&". A phrase is weighed by how surely it means the field: `sure`
 * when the heading says only this, `likely` where it may mean something else and the cells must agree.
 */
export interface HeadingWords {
  sure: string[]
  likely?: string[]
}

/** A comma parts two phrases. */
const list = (phrases: string): string[] => phrases.split(',').map((phrase) => phrase.trim())

export const headingWords: Partial<Record<PlanField, HeadingWords>> = {
  ref: {
    sure: list(`
      ref, ref no, reference, reference no, reference number, no, number, item, item no, item number, action no,
      action number, action ref, action reference, action id, id, unique ref, uid, serial, serial no, s no, sr no,
      line, row, rec no, recommendation no, recommendation number, rec ref, recommendation ref, task no, task id,
      afi no, afi ref, step no, nr, num, hash, para, paragraph, recommendation reference, objective no, priority no,
      outcome no, milestone no, issue no, code, index, reg no, plan ref, wbs, minute, minute no, minute ref,
      finding no, cause of concern no, tracker ref`),
  },
  section: {
    sure: list(`
      theme, workstream, work stream, section, domain, kloe, key line of enquiry, key lines of enquiry, area, pillar,
      category, strand, programme, project, work area, cqc domain, key question, core service, directorate, service,
      service area, department, thematic area, strategic theme, work package, audit, audit title, audit name, review,
      report, report title, audit review, audit area, source, source of action, inspection, phase, stage, key area,
      topic, subject, ward, site, location, team, quality statement, pilar, element, chapter, improvement theme,
      delivery area, ofsted area, eif area, judgement area, meeting, meeting date, date of meeting, origin,
      scrutiny review, name of review, division, function, framework area`),
    likely: list(`
      strategic priority, priority area, focus area, area of focus, aspect`),
  },
  outcome: {
    sure: list(`
      outcome, outcomes, aim, aims, recommendation, recommendations, area for improvement, areas for improvement,
      priority, priorities, objective, objectives, goal, goals, afi, cause of concern, finding, findings, issue,
      issue identified, issues identified, improvement area, area of improvement, improvement priority, key priority,
      strategic priority, strategic objective, what needs to improve, what do we need to improve,
      what needs to change, what do we want to achieve, what we want to achieve, what are we trying to achieve,
      target, area of concern, concern, must do, should do, must do should do, must do and should do, must dos,
      should dos, requirement, requirements, regulation breach, breach, inspection finding, ofsted recommendation,
      hmicfrs recommendation, cqc recommendation, audit finding, weakness, observation, gap, gaps, need,
      improvement objective, improvement required, improvement needed, required improvement,
      what we need to do better, what was found, what inspectors said, what did inspectors say, deliverable,
      ambition, commitment, promise, outcome and impact, outcome to be achieved, outcomes to be achieved,
      desired outcome, intended outcome, expected outcome, outcome required, outcomes we want, key issue, key issues,
      learning point, lesson, recommendation finding, findings and recommendations, finding and recommendation,
      area for development, areas for development, development area, school priority, sip priority, key objective,
      we will, our priority, risk, root cause, why, expected standard, standard, statement, area for action,
      proposal, question, challenge, report recommendation`),
    likely: list(`
      key area for improvement, priority area, focus, focus area, area of focus, success, vision, intent, context`),
  },
  action: {
    sure: list(`
      action, actions, action required, actions required, key action, key actions, action to be taken,
      actions to be taken, action taken, agreed action, agreed actions, agreed management action, management action,
      management actions, task, tasks, key task, key tasks, activity, activities, key activity, key activities, what,
      what will we do, what we will do, what are we going to do, what we are going to do, does what,
      what needs to happen, what needs to be done, what will be done, what do we need to do, what we need to do,
      how will we do it, how will we achieve this, how we will achieve this, how will we get there, how, steps,
      steps to be taken, step, improvement action, improvement actions, proposed action, proposed actions,
      planned action, planned actions, specific action, specific actions, action point, action points, action plan,
      action description, description of action, description, action to address, actions to address recommendation,
      intervention, interventions, intervention strategy, strategies, strategy, provision, implementation,
      delivery action, delivery actions, work required, work to be done, action detail, action details,
      action agreed, actions agreed, smart action, smart actions, mitigating action, mitigating actions,
      remedial action, corrective action, response action, what action will be taken, what action is being taken,
      what action are you taking, actions we will take, action we will take, actions to achieve outcome, to do,
      deliverables, commitments, actions and activities, summary of action, action title, action name,
      milestone action, how we will do it, plan of action, what actions will be taken`),
    likely: list(`
      management response, response, service response, executive response, cabinet response,
      response to recommendation, response and action, approach, measures to be taken, detail, details,
      cabinet decision, next steps`),
  },
  milestones: {
    sure: list(`
      milestone, milestones, key milestone, key milestones, progress milestones, progress milestone,
      interim milestones, delivery milestones, steps and milestones, sub actions, sub tasks, stages, interim steps,
      termly milestones, milestone and date, milestones and dates, autumn milestone, spring milestone,
      summer milestone, autumn milestones, spring milestones, summer milestones, autumn term milestone,
      spring term milestone, summer term milestone, autumn term milestones, spring term milestones,
      summer term milestones, by the end of autumn, by the end of spring, by the end of summer`),
  },
  owners: {
    sure: list(`
      owner, owners, lead, leads, lead officer, lead officers, responsible officer, responsible, responsibility, who,
      by whom, whom, who will do it, who is responsible, person responsible, persons responsible, lead person,
      responsible person, responsible lead, accountable, accountable officer, accountable lead, accountable person,
      officer, officer responsible, action owner, action lead, smt lead, slt lead, delivery lead, operational lead,
      lead responsible, lead and support, lead officer who, lead agency, lead agencies, lead service, lead manager,
      manager, responsible manager, assigned to, assignee, allocated to, named lead, named person, sro,
      senior responsible officer, senior responsible owner, executive lead, exec lead, executive sponsor,
      clinical lead, led by, who leads, who by, leader, business owner, action owners, risk owner, strategic lead,
      staff, staff responsible, key staff, key personnel, personnel, lead member of staff, lead professional,
      lead partner, post holder, postholder, job title, initials, governance lead, project lead, theme lead,
      force lead, accountable owner, responsible owner, recommendation owner, lead officer and team, lead director,
      responsible director, director, head of service, hos, officer lead, lead name, person, action by,
      who will lead, who will lead this, delivered by, to be actioned by, responsible body, organisation, agency,
      partner, partners, business lead, workstream lead, owned by, lead governor`),
    likely: list('resource, resources, resource names, resource name'),
  },
  otherOwners: {
    sure: list(`
      support, supported by, supporting officers, supporting officer, support officer, support lead, other officers,
      others involved, others, other leads, partners involved, partner agencies, supporting partners,
      supporting agencies, contributors, involved, who else, who else is involved, who else will be involved,
      consulted, team members, deputy, deputy lead, co lead, delivery partners, key partners, operational owner,
      monitored by, sponsor, project team, supporting lead, governor link, monitoring lead`),
  },
  timescale: {
    sure: list(`
      timescale, timescales, by, time scale, time scales, by when, when, deadline, deadlines, target date, target dates,
      due date, due, due by, completion date, target completion date, target completion, date for completion,
      date to be completed, date to be completed by, to be completed by, complete by, completed by, completion by,
      date, end date, end, ends, ending, finish by, target end, target end date, to, until, complete date, estimated completion date, estimated completion, implementation timescale, implementation deadline, expected date, expected implementation date, month, expected delivery date, date required, required by, action date, completion target, completion deadline, target month, target quarter, target year, finish date, finish, timeframe, time frame, timeline, timing, timings, implementation date,
      agreed date, agreed implementation date, target implementation date, delivery date, planned completion,
      planned completion date, planned date, planned end date, expected completion, expected completion date,
      anticipated completion date, original target date, original due date, original date, original deadline,
      original implementation date, original completion date, baseline date, by when date, target deadline,
      action due date, date due, when by, when will it be done, when will we do it, when will it be done by, date by,
      target timescale, time line, timeline for completion, review date, term, duration, when by whom,
      date of completion, proposed completion date, proposed date, timescale for completion, timescale for delivery,
      timescale for implementation, frequency`),
    likely: list('target, planned, expected, original, target year, quarter, to be done by, agreed'),
  },
  start: {
    sure: list(`
      start, start date, from, commencement date, date started, planned start, planned start date, begin, start by,
      date opened, date raised, date added, actual start, date agreed`),
  },
  revisedTimescale: {
    sure: list(`
      revised date, revised target date, revised deadline, revised timescale, revised due date,
      revised completion date, revised implementation date, revised end date, revised target, revised, new date,
      new target date, new deadline, extended date, forecast, forecast date, forecast completion,
      forecast completion date, extension date, extended deadline, current target date, revised date if applicable,
      revised timeline, updated target date, current due date, extended to`),
  },
  completed: {
    sure: list(`
      date completed, actual completion date, actual completion, actual date, completed on, date closed, closed,
      closure date, actual end date, actual end, date of actual completion, completed date, date achieved, completed,
      date implemented, actual date completed, actual finish, date signed off, signed off date,
      date action completed`),
  },
  rating: {
    sure: list(`
      rag, brag, rag rating, rag status, brag rating, brag status, r a g, b r a g, rating, status, status rag,
      rag rated, rag rated progress, current status, action status, ragb, ragg, bragg, brag rag, braag, graby,
      progress rag, rag progress, delivery rag, delivery status, current rag, overall rag, traffic light, on track,
      delivery confidence, rag current, state, implementation status, colour, colour status, progress status,
      rag rating and progress, progress rating, delivery rating, status of recommendation, recommendation status,
      rag this month, rag now, current rating, current rag status, rag rate, blue red amber green, red amber green,
      position, open closed, impact rag, rygb, completion status, bragr`),
    likely: list(`
      progress, complete, completed, achieved, evaluation, status update, done, autumn, spring, summer, q1, q2, q3,
      q4, complete y n, judgement, confidence`),
  },
  progress: {
    sure: list(`
      progress, update, updates, progress update, progress updates, latest update, latest position, current position,
      progress to date, progress made, progress report, progress note, progress notes, progress against,
      progress against key tasks, progress against actions, comment, comments, commentary, narrative, status update,
      update on progress, action update, update comments, comments update, progress comments, progress commentary,
      position statement, current progress, monthly update, quarterly update, what has been done, what have we done,
      what we have done, what has happened, where are we now, actions taken, actions taken to date, monitoring,
      monitoring notes, monitoring outcomes, review, review notes, progress review, evaluation, service update, officer update,
      officer comments, management update, management comment, management comments, latest progress, latest comments,
      status comments, summary of progress, progress summary, progress and next steps, update and next steps,
      progress since last meeting, progress since last report, highlights, how are we doing, follow up,
      follow up comments, notes progress, implementation update, responsible officer update, progress and comments,
      mid year review, end of year review, response update, update from lead, autumn review, spring review,
      summer review, what has changed, reason for delay, activity to date, action to date, actions to date,
      work to date, actions taken so far, action taken to date, response progress, response and progress, position,
      position to date`),
    likely: list(`
      notes, note, remarks, status, outcome of action, further comments, additional comments, actions completed,
      observations, result, action taken`),
  },
  evidence: {
    sure: list(`
      evidence, evidence and impact, evidence impact, evidence of completion, evidence of progress,
      evidence of success, evidence required, evidence of impact, evidence of outcome, how will we know,
      how we will know, how will we know it has been done, how will we know it is done,
      how will we know it has worked, how will we know we have succeeded, how will we know we have achieved it,
      how will we know if it has worked, how do we know, how will success be measured, how will we measure success,
      how will this be measured, success criteria, success criterion, success measure, success measures,
      measure of success, measures of success, success indicators, success indicator, what will success look like,
      what success looks like, what success will look like, what does success look like, what good looks like,
      what does good look like, what will it look like, what will good look like, assurance, evidence and assurance,
      assurance and evidence, sources of assurance, source of assurance, supporting evidence, evidence link,
      evidence held, evidence base, proof, closure evidence, evidence for closure, evidence to support closure,
      evidence source, sources of evidence, verification, how will it be evidenced, how will this be evidenced,
      outcome evidence, evidence outcome, completion evidence, evidence of implementation, measurable outcome,
      measurable outcomes, monitoring and evidence, evidence embedded, test of success, outcome success criteria,
      success criteria outcome, evidence monitoring, how we will measure success, how will we know we are successful,
      evaluation evidence, evaluation and evidence, success criteria evidence, assurance mechanism,
      evidence received, evidence provided`),
    likely: list(`
      measure, measures, output, outputs, deliverable, deliverables, target, success, key performance indicator, kpi,
      kpis, assurance method, monitoring, how monitored, how will this be monitored, monitoring arrangements,
      monitoring method, performance measure, measured by`),
  },
  impact: {
    sure: list(`
      impact, impacts, impact on children, impact for children, impact on children and families, impact on pupils,
      impact on patients, impact on learners, impact on residents, impact upon children, impact on service users,
      impact on people, outcomes for children, outcomes for children and families,
      outcomes for children and young people, outcome for children, outcome for the child, outcomes for pupils,
      outcomes for patients, outcomes for people, outcomes for residents, outcomes for learners,
      outcomes for young people, outcomes for service users, intended impact, expected impact, impact statement,
      what will be different, what will be different for children, what will be different for people,
      what will be better, what will change for children, impact for child, impact for the child, impact for families, impact and outcome, impact and outcomes,
      impact outcome, so what, difference made, what difference will it make, what difference will this make,
      what difference has it made, what difference has this made, what has been the impact, what will the impact be,
      difference for children, benefit, benefits, expected benefit, expected benefits, benefits realised,
      impact measure, impact on outcomes, impact to date, impact evaluation, impact on pupil outcomes,
      patient impact, impact on communities, desired impact, impact on the child, impact on public, impact so far,
      impact achieved`),
    likely: list(`
      expected outcome, expected outcomes, intended outcome, intended outcomes, desired outcome, desired outcomes,
      outcome, outcomes, outcome achieved, anticipated outcome, anticipated outcomes, expected result,
      expected results, result, results, outcome expected, intended result, planned outcome, planned outcomes,
      outcome impact`),
  },
  measures: {
    sure: list(`
      kpi, kpis, performance indicator, performance indicators, key performance indicator,
      key performance indicators, performance measure, performance measures, measured by, measure, measures, metric,
      metrics, indicator, indicators, how measured, performance metric, outcome measure, outcome measures`),
  },
  objectives: {
    sure: list(`
      sub objective, sub objectives, specific objective, specific objectives, smart objective, smart objectives`),
    likely: list(`
      objective, objectives`),
  },
  extra: {
    sure: list(`
      cost, costs, monitoring, monitoring who how, monitoring who, who monitors, monitoring and evaluation, monitored how, who will monitor, how will it be monitored, resource implication, links to other plans, budget, funding, resource implications, resources required,
      resource required, resources and cost, resources costs, finance, financial implications, regulation,
      regulations, cqc regulation, regulation number, risk rating, risk level, risk score, risk category,
      audit opinion, audit year, priority rating, priority level, priority high medium low, priority h m l, grade,
      grading, severity, type, level, link, links, links to, link to, linked to, links to plans, strategic link,
      corporate priority, cpd, training, time, barriers, dependencies, dependency, interdependencies, accepted,
      accepted y n, agreed y n, rationale, governance, board, committee, oversight, reporting to, forum,
      source document, page, page no, date of report, report date, date of audit, number of extensions,
      extensions, risks, risk and mitigation, direction of travel, trend, baseline, percent complete,
      complete percent, days, monitoring governor, portfolio, portfolio holder, cabinet member, lead member,
      priority h m or l, final sign off, sign off, signed off by, closed by, approved by`),
    likely: list('resource, resources'),
  },
}

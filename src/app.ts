/** The one list of features, and the web server they make together. */
import type { FastifyBaseLogger } from 'fastify'
import type { Config } from './config.ts'
import { changePassword } from './features/accounts/change-password/routes.ts'
import { invitePerson } from './features/accounts/invite-person/routes.ts'
import { listPeople } from './features/accounts/list-people/routes.ts'
import { managePerson } from './features/accounts/manage-person/routes.ts'
import { recogniseSession } from './features/accounts/recognise-session/recognise-session.ts'
import { setUpOrganisation } from './features/accounts/set-up-organisation/routes.ts'
import { showOwnAccount } from './features/accounts/show-own-account/routes.ts'
import { signIn } from './features/accounts/sign-in/routes.ts'
import { signOut } from './features/accounts/sign-out/routes.ts'
import { takeUpInvitation } from './features/accounts/take-up-invitation/routes.ts'
import { addAction } from './features/actions/add-action/routes.ts'
import { closeAction } from './features/actions/close-action/routes.ts'
import { confirmReading } from './features/actions/confirm-reading/routes.ts'
import { deleteAction } from './features/actions/delete-action/routes.ts'
import { editAction } from './features/actions/edit-action/routes.ts'
import { editMilestone } from './features/actions/edit-milestone/routes.ts'
import { listMyActions } from './features/actions/list-my-actions/routes.ts'
import { moveAction } from './features/actions/move-action/routes.ts'
import { readTimescale } from './features/actions/read-timescale/routes.ts'
import { recordUpdate } from './features/actions/record-update/routes.ts'
import { showAction } from './features/actions/show-action/routes.ts'
import { makeDemonstration } from './features/demonstration/make-demonstration/routes.ts'
import { removeDemonstration } from './features/demonstration/remove-demonstration/routes.ts'
import { readHelp } from './features/help/read-help/routes.ts'
import { showHome } from './features/home/show-home/routes.ts'
import { editOutcome } from './features/outcomes/edit-outcome/routes.ts'
import { showOutcome } from './features/outcomes/show-outcome/routes.ts'
import { editPlan } from './features/plans/edit-plan/routes.ts'
import { editSection } from './features/plans/edit-section/routes.ts'
import { importPlan } from './features/plans/import-plan/routes.ts'
import { listPlans } from './features/plans/list-plans/routes.ts'
import { reviewImport } from './features/plans/review-import/routes.ts'
import { searchPlans } from './features/plans/search-plans/routes.ts'
import { showPlan } from './features/plans/show-plan/routes.ts'
import { showPlanHistory } from './features/plans/show-plan-history/routes.ts'
import { showPlanNotes } from './features/plans/show-plan-notes/routes.ts'
import { showPlanTable } from './features/plans/show-plan-table/routes.ts'
import { undoImport } from './features/plans/undo-import/routes.ts'
import { downloadReport } from './features/reports/download-report/routes.ts'
import { listReports } from './features/reports/list-reports/routes.ts'
import { showReport } from './features/reports/show-report/routes.ts'
import { writeReport } from './features/reports/write-report/routes.ts'
import type { Database } from './store/tables.ts'
import { type BuiltWeb, buildWeb } from './web/build-web.ts'
import type { Web } from './web/web.ts'

/** What features are given. Each takes what it needs of it. */
export interface Rooms {
  db: Database
  /** Where people reach us, without a slash at the end. */
  baseUrl: string
  /** The secret of the link that makes the first administrator, new at every start. */
  setUpSecret: string
}

export type Feature = (web: Web, rooms: Rooms) => void

/** In the order of the navigation bar. */
export const features: Feature[] = [
  showHome,
  listPlans,
  showPlan,
  showPlanTable,
  showPlanHistory,
  showPlanNotes,
  editPlan,
  editSection,
  showOutcome,
  editOutcome,
  searchPlans,
  listMyActions,
  showAction,
  recordUpdate,
  addAction,
  editAction,
  moveAction,
  confirmReading,
  closeAction,
  deleteAction,
  editMilestone,
  readTimescale,
  importPlan,
  reviewImport,
  undoImport,
  listReports,
  writeReport,
  showReport,
  downloadReport,
  listPeople,
  invitePerson,
  managePerson,
  makeDemonstration,
  removeDemonstration,
  setUpOrganisation,
  takeUpInvitation,
  signIn,
  signOut,
  showOwnAccount,
  changePassword,
  readHelp,
]

export interface AppSettings extends Rooms {
  config: Pick<Config, 'isSecure' | 'trustedProxies' | 'requestsAMinute'>
  now(): Date
  newId(): string
  log: FastifyBaseLogger | false
}

export async function buildApp({ config, now, newId, log, ...rooms }: AppSettings): Promise<BuiltWeb> {
  return await buildWeb(
    {
      findSession: (secret, at) => recogniseSession(rooms.db, secret, at),
      now,
      newId,
      secure: config.isSecure,
      trustedProxies: config.trustedProxies,
      requestsAMinute: config.requestsAMinute,
      log,
    },
    (web) => {
      for (const feature of features) feature(web, rooms)
    },
  )
}

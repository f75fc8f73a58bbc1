import { OneVisit } from './OneVisit.tsx'
import { VisitList } from './VisitList.tsx'

/** All visits, or the one that the address names. */
export function VisitsRoom({ visitId, finishing }: { visitId: string | null; finishing: boolean }) {
  return visitId === null ? <VisitList /> : <OneVisit key={visitId} visitId={visitId} finishing={finishing} />
}

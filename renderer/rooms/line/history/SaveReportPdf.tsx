import { Button } from '@mantine/core'
import { IconFileTypePdf } from '@tabler/icons-react'
import { useState } from 'react'
import type { Report } from '../../../../shared/model/report.ts'
import { useClient } from '../../../clientContext.tsx'
import { ErrorNote } from '../../../parts/FailureNote.tsx'
import { saveFile } from '../../../parts/fileContent.ts'
import { useText } from '../../../text.tsx'
import { localTimeZone } from '../../../parts/localTime.ts'

/** One check as evidence, without a visit. */
export function SaveReportPdf({ report }: { report: Report }) {
  const text = useText()
  const client = useClient()
  const [making, setMaking] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const save = async (): Promise<void> => {
    setMaking(true)
    setFailure(null)
    try {
      saveFile(await client.visits.reportPdf({ lineId: report.lineId, reportId: report.id, timeZone: localTimeZone() }))
    } catch (error) {
      setFailure(error)
    }
    setMaking(false)
  }
  return (
    <>
      <Button variant="default" leftSection={<IconFileTypePdf size={18} aria-hidden />} loading={making} onClick={() => void save()}>
        {text('history.report.pdf')}
      </Button>
      {failure !== null && <ErrorNote error={failure} onRetry={() => void save()} />}
    </>
  )
}

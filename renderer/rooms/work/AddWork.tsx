import { Button, Textarea } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { CallFailureNote } from '../../parts/FailureNote.tsx'
import { useText } from '../../text.tsx'
import { readListFile } from './readFile.ts'
import type { FileProblem } from './readFile.ts'
import styles from './Work.module.css'

/** Lines pasted as they come in a planning or a mail, or imported from a CSV. */
export function AddWork({ onClose }: { onClose: () => void }) {
  const text = useText()
  const { work } = useStores()
  const typed = useSelected(work, state => state.typed)
  const adding = useSelected(work, state => state.adding)
  const added = useSelected(work, state => state.added)
  const failure = useSelected(work, state => state.addFailure)
  const [problem, setProblem] = useState<FileProblem | 'nothing' | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const take = async (file: File): Promise<void> => {
    const read = await readListFile(file)
    if ('problem' in read) setProblem(read.problem)
    else {
      setProblem(null)
      await work.add(read.text)
    }
  }
  return (
    <form
      className={styles.add} noValidate aria-label={text('work.add')}
      onSubmit={event => {
        event.preventDefault()
        setProblem(typed.trim() === '' ? 'nothing' : null)
        if (typed.trim() !== '') void work.add(typed)
      }}
    >
      <Textarea
        label={text('work.add.text')} description={text('work.add.hint')} value={typed} autosize minRows={3} maxRows={12} autoFocus maxLength={1_000_000}
        onDragOver={event => event.preventDefault()}
        onDrop={event => {
          const [file] = event.dataTransfer.files
          if (file === undefined) return
          event.preventDefault()
          void take(file)
        }}
        error={problem === 'nothing' ? text('work.add.empty') : null} onChange={event => work.type(event.currentTarget.value)}
      />
      {problem !== null && problem !== 'nothing' && <p className={styles.problem} role="alert">{text(`work.add.file.${problem}`)}</p>}
      {failure !== null && <CallFailureNote failure={failure} />}
      <div role="status">
        {adding && <p>{text('work.add.busy')}</p>}
        {added !== null && (
          <>
            <p>
              <strong>
                {added.added + added.already + added.unknown === 0 ? text('work.added.nothing')
                  : text('work.added', { added: added.added, already: added.already, unknown: added.unknown })}
              </strong>
              {added.tooMany && <> {text('work.added.tooMany')}</>}
            </p>
            {added.unread.length > 0 && (
              <details className={styles.unread}>
                <summary>{text('work.added.unread')} {added.unread.length}</summary>
                <ul>{added.unread.map(row => <li key={row}>{row}</li>)}</ul>
              </details>
            )}
          </>
        )}
      </div>
      <div className={styles.buttons}>
        <Button type="submit" loading={adding}>{text('work.add.go')}</Button>
        <Button variant="default" leftSection={<IconFileImport size={18} aria-hidden />} disabled={adding} onClick={() => input.current?.click()}>
          {text('work.add.file')}
        </Button>
        <Button variant="subtle" onClick={onClose}>{text('work.add.cancel')}</Button>
        <input
          ref={input} type="file" accept=".csv,.txt,.tsv,text/csv,text/plain" hidden aria-label={text('work.add.file')}
          onChange={event => {
            const file = event.currentTarget.files?.[0]
            event.currentTarget.value = ''
            if (file !== undefined) void take(file)
          }}
        />
      </div>
    </form>
  )
}

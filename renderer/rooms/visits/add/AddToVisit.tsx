import { Button, Textarea } from '@mantine/core'
import { IconCamera, IconPaperclip } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useStores } from '../../../app/StoresContext.tsx'
import { useText } from '../../../text.tsx'
import { useVisit } from '../visitStoreContext.tsx'
import { Uploads } from './Uploads.tsx'
import { hasFiles, useFileDrop } from './useFileDrop.ts'
import styles from './AddToVisit.module.css'

/** Notes, photos and files for the visit: typed, picked, pasted or dropped. */
export function AddToVisit({ visitId }: { visitId: string }) {
  const text = useText()
  const { uploads } = useStores()
  const note = useVisit(state => state.note)
  const typeNote = useVisit(state => state.typeNote)
  const endNote = useVisit(state => state.endNote)
  const photos = useRef<HTMLInputElement>(null)
  const files = useRef<HTMLInputElement>(null)
  const add = (picked: FileList | readonly File[] | null): void => uploads.add(visitId, [...picked ?? []])
  const drop = useFileDrop((dropped, folders) => {
    add(dropped)
    for (const name of folders) uploads.refuse(visitId, name, 'folder')
  })
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      if (document.querySelector('dialog[open]') !== null || event.clipboardData === null || event.clipboardData.files.length === 0) return
      event.preventDefault()
      uploads.add(visitId, [...event.clipboardData.files])
    }
    // A file that misses the frame must not take the page's place.
    const hold = (event: DragEvent): void => { if (hasFiles(event)) event.preventDefault() }
    addEventListener('paste', onPaste)
    addEventListener('dragover', hold)
    addEventListener('drop', hold)
    return () => {
      removeEventListener('paste', onPaste)
      removeEventListener('dragover', hold)
      removeEventListener('drop', hold)
    }
  }, [uploads, visitId])
  const picked = (input: HTMLInputElement): void => {
    add(input.files)
    input.value = ''
  }
  return (
    <section className={styles.add} aria-label={text('visit.add')} data-over={drop.isOver} {...drop.handlers}>
      <Textarea
        label={text(note.itemId === null || note.text === '' ? 'visit.note.new' : 'visit.note.edit')} description={text('visit.note.hint')}
        value={note.text} autosize minRows={2} maxRows={12} maxLength={10_000} onChange={event => typeNote(event.currentTarget.value)}
      />
      <div className={styles.row}>
        <span className={styles.quiet} role="status">{note.text === '' ? '' : text(`visit.note.save.${note.save}`)}</span>
        <Button variant="default" disabled={note.text.trim() === ''} onClick={() => void endNote()}>{text('visit.note.done')}</Button>
      </div>
      <div className={styles.pickers}>
        <Button variant="default" leftSection={<IconCamera size={18} aria-hidden />} onClick={() => photos.current?.click()}>
          {text('visit.photo.add')}
        </Button>
        <Button variant="default" leftSection={<IconPaperclip size={18} aria-hidden />} onClick={() => files.current?.click()}>
          {text('visit.file.add')}
        </Button>
        <input ref={photos} type="file" hidden multiple accept="image/*" data-testid="add-photos" onChange={event => picked(event.currentTarget)} />
        <input ref={files} type="file" hidden multiple data-testid="add-files" onChange={event => picked(event.currentTarget)} />
      </div>
      <p className={styles.quiet}>{text(drop.isOver ? 'visit.add.drop' : 'visit.add.hint')}</p>
      <Uploads visitId={visitId} />
    </section>
  )
}

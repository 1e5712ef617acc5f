import { Button, Modal, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { errorMessage } from '../../error-message.ts'
import { paths } from '../../paths.ts'
import { trpc } from '../../trpc.ts'
import { Notice } from '../../ui/notice.tsx'
import { offerUndo, sayFailure } from '../../ui/toast.tsx'
import { readApplicationForm, type ApplicationForm, type FormProblems } from './read-application-form.ts'
import { isStage, stages, stageWords } from './stages.ts'

const empty: ApplicationForm = { title: '', organization: '', url: '', note: '', stage: 'applied', date: '' }

/** Adds what was applied for elsewhere. Closing keeps what was typed until it is added. */
export function AddApplication({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [form, setForm] = useState(empty)
  const { add, pending, problem } = useAdd(() => {
    setForm(empty)
    onClose()
  })
  return (
    <Modal opened={opened} onClose={onClose} title="Add an application by hand">
      <FormFields form={form} onChange={setForm} onSubmit={add} pending={pending} problem={problem} />
    </Modal>
  )
}

function useAdd(onAdded: () => void) {
  const utils = trpc.useUtils()
  const navigate = useNavigate()
  const { client } = utils
  const refresh = () => void utils.applications.invalidate()
  const takeBack = (id: string) =>
    void client.applications.remove
      .mutate({ id })
      .catch((error: unknown) => sayFailure(errorMessage(error)))
      .then(refresh)
  const { mutate, isPending, error } = trpc.applications.create.useMutation({
    onSuccess: ({ id, title }) => {
      onAdded()
      refresh()
      void navigate(paths.applications())
      offerUndo(`${title} was added.`, () => takeBack(id))
    },
  })
  return { add: mutate, pending: isPending, problem: error ? errorMessage(error) : null }
}

interface FormFieldsProps {
  form: ApplicationForm
  pending: boolean
  problem: string | null
  onChange: (form: ApplicationForm) => void
  onSubmit: ReturnType<typeof useAdd>['add']
}

function FormFields({ form, pending, problem, onChange, onSubmit }: FormFieldsProps) {
  const [problems, setProblems] = useState<FormProblems>({})
  const field = (name: keyof ApplicationForm) => ({
    name,
    value: form[name],
    error: problems[name],
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      onChange({ ...form, [name]: event.currentTarget.value })
      setProblems({ ...problems, [name]: undefined })
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (pending) return
    const read = readApplicationForm(form, new Date())
    if ('application' in read) return onSubmit(read.application)
    setProblems(read.problems)
    const [first] = Object.keys(read.problems)
    const wrong = event.currentTarget.elements.namedItem(first ?? '')
    if (wrong instanceof HTMLElement) wrong.focus()
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <TextInput label="Title" data-autofocus required withAsterisk={false} {...field('title')} />
      <TextInput label="Organisation" {...field('organization')} />
      <TextInput label="Address of the posting" inputMode="url" placeholder="https://" {...field('url')} />
      <div className="row add-when">
        <NativeSelect
          label="Stage"
          data={stages.map((value) => ({ value, label: stageWords(value) }))}
          value={form.stage}
          onChange={({ currentTarget: { value } }) => isStage(value) && onChange({ ...form, stage: value })}
        />
        <TextInput
          label="Since"
          type="date"
          description="Empty: today"
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...field('date')}
        />
      </div>
      <Textarea label="Note" autosize minRows={2} maxRows={8} {...field('note')} />
      {problem && <Notice tone="bad">{problem}</Notice>}
      <div className="row">
        <Button type="submit" loading={pending}>
          Add application
        </Button>
      </div>
    </form>
  )
}

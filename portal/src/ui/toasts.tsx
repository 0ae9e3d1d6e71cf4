import { Toast, ToastBody, ToastTitle, useToastController } from '@fluentui/react-components';
import { messageOf } from '../api/problem';

export const toasterId = 'vedette';

interface Toasts {
  success: (title: string, body?: string) => void;
  failure: (title: string, error: unknown) => void;
}

/** Short notices at the corner of the page. */
export function useToasts(): Toasts {
  const { dispatchToast } = useToastController(toasterId);
  return {
    success: (title, body) =>
      dispatchToast(
        <Toast>
          <ToastTitle>{title}</ToastTitle>
          {body && <ToastBody>{body}</ToastBody>}
        </Toast>,
        { intent: 'success', timeout: 4000 },
      ),
    failure: (title, error) =>
      dispatchToast(
        <Toast>
          <ToastTitle>{title}</ToastTitle>
          <ToastBody>{messageOf(error)}</ToastBody>
        </Toast>,
        { intent: 'error', timeout: 10_000 },
      ),
  };
}

import {
  CubeRegular,
  DesktopRegular,
  DocumentRegular,
  GlobeRegular,
  LinkRegular,
  MailRegular,
  PersonRegular,
  PlugConnectedRegular,
  WindowDevToolsRegular,
  type FluentIcon,
} from '@fluentui/react-icons';

const icons: Record<string, FluentIcon> = {
  Account: PersonRegular,
  Host: DesktopRegular,
  IP: PlugConnectedRegular,
  DNS: GlobeRegular,
  URL: LinkRegular,
  File: DocumentRegular,
  Process: WindowDevToolsRegular,
  Mailbox: MailRegular,
};

/** The icon of an entity's type. */
export function EntityIcon({ type }: { type: string }) {
  const Icon = icons[type] ?? CubeRegular;
  return <Icon style={{ flexShrink: 0, fontSize: '18px' }} aria-label={type} />;
}

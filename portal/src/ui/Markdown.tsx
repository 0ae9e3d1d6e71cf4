import { makeStyles, tokens } from '@fluentui/react-components';
import ReactMarkdown from 'react-markdown';

const useStyles = makeStyles({
  root: {
    overflowWrap: 'anywhere',
    '& p, & ul, & ol, & pre, & blockquote': { margin: '4px 0' },
    '& h1, & h2, & h3, & h4': { fontSize: tokens.fontSizeBase400, margin: '8px 0 4px' },
    '& code': {
      fontFamily: tokens.fontFamilyMonospace,
      fontSize: tokens.fontSizeBase200,
      padding: '1px 4px',
      borderRadius: tokens.borderRadiusSmall,
      backgroundColor: tokens.colorNeutralBackground4,
    },
    '& pre': { overflowX: 'auto' },
  },
});

/**
 * Markdown that somebody wrote. HTML in it is shown as text, links can only be http, https or mail,
 * and pictures are left out: showing one would tell its host who reads.
 */
export default function Markdown({ text }: { text: string }) {
  const styles = useStyles();
  return (
    <div className={styles.root}>
      <ReactMarkdown
        disallowedElements={['img']}
        components={{
          a: ({ href, children }) => (
            <a href={href} target="_blank" rel="noopener noreferrer nofollow">
              {children}
            </a>
          ),
        }}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
}

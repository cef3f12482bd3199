import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Content, html, trustedMarkup } from '../../lambdas/pages/html.ts';
import { unescaped } from './markup.ts';

describe('html', () => {
  it('escapes text in content and in attributes', () => {
    const text = `<img src=x onerror="alert('1')"> & \`more\``;
    expect(html`<p title="${text}">${text}</p>`.markup).toBe(
      '<p title="&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; &#96;more&#96;">' +
        '&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; &#96;more&#96;</p>',
    );
  });

  it('escapes what is already escaped once more, so that a text shows as it was typed', () => {
    expect(html`${'&lt;b&gt;'}`.markup).toBe('&amp;lt;b&amp;gt;');
  });

  it('keeps markup made by itself, also inside lists and lists of lists', () => {
    const items = ['a', 'b<'].map((item) => html`<li>${item}</li>`);
    expect(html`<ul>${[items, [html`<li>c</li>`]]}</ul>`.markup).toBe(
      '<ul><li>a</li><li>b&lt;</li><li>c</li></ul>',
    );
  });

  it('renders nothing for null, undefined, false and an empty list, and renders zero', () => {
    expect(html`[${null}${undefined}${false}${[]}${''}]${0}`.markup).toBe('[]0');
  });

  it('does not take an object for markup because it looks like it', () => {
    const forged = { markup: '<script>' } as unknown as Content;
    expect(() => html`${forged}`).toThrow(TypeError);
  });

  it('drops control characters and those that turn the direction of text', () => {
    expect(html`${'a\u0000b\u001bc\u202ed\u2066e\u0085f\tg\nh'}`.markup).toBe('abcdef\tg\nh');
  });

  it('puts trusted markup in as it is', () => {
    expect(html`<style>${trustedMarkup('a>b{}')}</style>`.markup).toBe('<style>a>b{}</style>');
  });

  it('never lets a text out of its place, and loses nothing of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { markup } = html`<p title="${text}">${text}</p>`;
        const parts = /^<p title="([^"<>]*)">([^<>]*)<\/p>$/.exec(markup);
        expect(parts).not.toBeNull();
        const kept = text.replace(/(?![\t\n\r])[\p{Cc}\p{Bidi_Control}]/gu, '');
        expect(unescaped(parts?.[1] ?? '')).toBe(kept);
        expect(unescaped(parts?.[2] ?? '')).toBe(kept);
      }),
    );
  });
});

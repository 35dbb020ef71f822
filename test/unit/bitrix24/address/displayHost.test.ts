import assert from 'node:assert/strict';
import { domainToASCII, domainToUnicode } from 'node:url';
import { displayHost, displayOrigin } from '../../../../src/bitrix24/address/displayHost';

describe('the host of an origin, for people', () => {
  for (const host of [
    'портал.рф',
    'портал-24.рф',
    'портал.example',
    'bücher.example',
    'łódź.pl',
    'öğretmen.example',
    'битрикс.com',
    'παράδειγμα.gr',
    'օրինակ.հայ',
    'დომენი.გე',
    'דוגמה.ישראל',
    'مثال.السعودية',
    'उदाहरण.भारत',
    'ตัวอย่าง.ไทย',
    '例え.テスト',
    'ドメイン名例.jp',
    '例子.中国',
    '도메인.한국',
    'b24.портал.рф',
  ]) {
    it(`is ${host} in its own spelling`, () => {
      const ascii = domainToASCII(host);
      assert.match(ascii, /xn--/);
      assert.equal(displayHost(`https://${ascii}`), host);
      assert.equal(displayHost(`https://${ascii}:8443`), `${host}:8443`);
      assert.equal(displayHost(`https://${ascii}`), domainToUnicode(ascii));
      assert.equal(displayOrigin(`https://${ascii}:8443`), `https://${host}:8443`);
    });
  }

  for (const host of ['pоrtal.example', 'портал1a.рф', 'αbc.gr', '例子кот.cn', 'пoртал.рф', 'i❤.example', '☃.net']) {
    it(`stays in Punycode where its letters are of several scripts, or none: ${host}`, () => {
      const [label = '', ...others] = domainToASCII(host).split('.');
      assert.match(label, /^xn--/);
      const shown = displayHost(`https://${[label, ...others].join('.')}`);
      assert.equal(shown, [label, ...others.map(domainToUnicode)].join('.'));
    });
  }

  for (const host of [
    'аррӏе.com',
    'ооо.com',
    'сосо.example',
    'νου.gr',
    'օոս.com',
    'ဝဝဝ.com',
    'bıtrix24.com',
    'ɑpple.com',
    'ɡoogle.com',
    'ᴀpple.com',
    'ḅitrix.com',
    'aʼb.com',
    'þaypal.com',
    'b\u0323\u0331itrix.com',
  ]) {
    it(`stays in Punycode where it could be taken for a Latin name: ${host}`, () => {
      const ascii = domainToASCII(host);
      assert.match(ascii, /^xn--/);
      assert.equal(displayHost(`https://${ascii}`), ascii);
    });
  }

  it('may be like a Latin name under a domain of its own script', () => {
    assert.equal(displayHost(`https://${domainToASCII('ооо.рф')}`), 'ооо.рф');
    assert.equal(displayHost(`https://${domainToASCII('νου.ελ')}`), 'νου.ελ');
  });

  it('stays as it is otherwise', () => {
    for (const host of [
      'portal.example',
      'portal.example:8443',
      '127.0.0.1:4711',
      '[::1]:4711',
      'localhost',
      'xn--a.example',
      'xn--99999999.example',
      'my-xn--80awhdgm.example',
    ]) {
      const { host: expected } = URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : { host: undefined };
      if (expected !== undefined) {
        assert.equal(displayHost(`http://${host}`), expected);
      }
    }
  });
});

import { oneLine } from '#shared/domain/escape.ts';
import type { Settings } from '#shared/domain/settings.ts';
import { html } from './html.ts';
import { renderPage } from './layout.ts';

/**
 * `/accessibility/`: follows the model statement for public sector websites
 * (https://www.gov.uk/government/publications/sample-accessibility-statement).
 */
export function renderAccessibility(settings: Settings): string {
  const { name, contact, site } = settings.publisher;
  const content = html`<h1 class="govuk-heading-xl">Accessibility statement</h1>
<p class="govuk-body">This statement is about the pages at <bdi>${site}</bdi>, published by <bdi>${oneLine(name)}</bdi>. We want as many people as possible to be able to use them. You should be able to:</p>
<ul class="govuk-list govuk-list--bullet">
<li>enlarge the text to 400% without it running off the screen</li>
<li>read, search and subscribe with a keyboard alone, or with speech recognition</li>
<li>listen to everything with a screen reader</li>
<li>read every list and every summary without scripts</li>
<li>choose light or dark colours in your device’s settings, and print any page</li>
</ul>
<h2 class="govuk-heading-l">How accessible the pages are</h2>
<p class="govuk-body">The pages are made to comply with the Web Content Accessibility Guidelines version 2.2, level AA. The reports themselves are PDF documents made by many authors. Some of them are not marked up for assistive technology; each review has a summary as text.</p>
<h2 class="govuk-heading-l">Ask for another format, or tell us of a problem</h2>
<p class="govuk-body">If you need a report in another format, such as large print, easy read, audio or braille, or if you find a problem on these pages, write to <a class="govuk-link" href="mailto:${contact.email}">${contact.email}</a>${contact.phone !== undefined && html` or call ${contact.phone}`}. Tell us the address of the page and the format you need.</p>
<h2 class="govuk-heading-l">Enforcement</h2>
<p class="govuk-body">The Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018. If you are not happy with our answer, contact the <a class="govuk-link" href="https://www.equalityadvisoryservice.com/">Equality Advisory and Support Service</a>.</p>
<h2 class="govuk-heading-l">How the pages are tested</h2>
<p class="govuk-body">Each version of the software that makes these pages is tested in a browser with axe-core, with the keyboard alone, at a width of 320 pixels, with text at 200%, in light and dark colours, and without scripts.</p>
<h2 class="govuk-heading-l">Privacy</h2>
<p class="govuk-body">These pages set no cookies, load nothing from other sites and do not measure who reads them. “Exit this site”, or pressing Shift three times, leaves at once for another site. Your browser may still list these pages in its history.</p>`;
  return renderPage(
    {
      title: 'Accessibility statement',
      path: '/accessibility/',
      content,
      breadcrumbs: [{ text: oneLine(settings.publisher.heading), path: '/' }],
    },
    settings,
  );
}

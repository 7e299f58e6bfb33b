// Sizes of files as people write them in the page's language: 2.5 kB, 1,2 MB. For the scripts of the upload page.
window.sizeWords = (bytes) => {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
  const step = bytes ? Math.min(3, Math.floor(Math.log10(bytes) / 3)) : 0;
  const form = { style: "unit", unit: units[step], unitDisplay: "short", maximumFractionDigits: step ? 1 : 0 };
  return new Intl.NumberFormat(document.documentElement.lang, form).format(bytes / 1000 ** step);
};

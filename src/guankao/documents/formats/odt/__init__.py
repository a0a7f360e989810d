"""ODT: the text format of office suites, and the official one in Taiwan (ODF-CNS15251)."""

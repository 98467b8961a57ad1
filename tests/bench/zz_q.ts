import "../../src/sqlite/open_store.ts";

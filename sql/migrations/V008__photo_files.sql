-- Several photos may share a file: before one is erased, its users are looked for.

CREATE INDEX property_photos_by_file ON property_photos USING gin ((ARRAY[thumb_key, card_key, full_key]));

-- What lapses next is found by the index: a look each second must not read the stock.
DROP INDEX property_listings_premium;
DROP INDEX tenant_requirements_premium;
CREATE INDEX property_listings_premium ON property_listings (coalesce(premium_until, valid_until)) WHERE is_premium;
CREATE INDEX tenant_requirements_premium ON tenant_requirements (coalesce(premium_until, valid_until)) WHERE is_premium;

-- News goes with the publication that it tells of, where the owner takes that away.
alter table law_news drop constraint law_news_publication_fkey,
  add constraint law_news_publication_fkey foreign key (publication) references law_publications on delete cascade;
alter table law_news_told drop constraint law_news_told_publication_fkey,
  add constraint law_news_told_publication_fkey foreign key (publication) references law_news on delete cascade;

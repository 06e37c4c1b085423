-- Notes are read by people: in English and Chinese, as every text.
alter table frameworks alter column note type jsonb
  using case when note is not null then jsonb_build_object('en', note, 'zh-CN', note) end;
alter table level_references alter column note type jsonb
  using case when note is not null then jsonb_build_object('en', note, 'zh-CN', note) end;
alter table classification_entries alter column note type jsonb
  using case when note is not null then jsonb_build_object('en', note, 'zh-CN', note) end;

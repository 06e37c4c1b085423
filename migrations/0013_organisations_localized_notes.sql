-- Notes are read by people: in English and Chinese, as every text.
alter table jurisdictions alter column note type jsonb
  using case when note is not null then jsonb_build_object('en', note, 'zh-CN', note) end;
alter table jurisdiction_parents alter column note type jsonb
  using case when note is not null then jsonb_build_object('en', note, 'zh-CN', note) end;

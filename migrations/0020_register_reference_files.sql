-- Which reference files stand in the register, by the hash of their content: what has not changed is not loaded again.
create table reference_files (
  path text primary key,
  sha256 text not null,
  records integer not null,
  loaded_at timestamptz not null
);

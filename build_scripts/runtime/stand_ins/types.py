"""Stands in for types: of its names the desk's reader of house rules takes one."""

MappingProxyType = type(type.__dict__)

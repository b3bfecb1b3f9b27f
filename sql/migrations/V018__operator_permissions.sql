-- What an operator may do is decided by a table of roles and permissions, not by being an operator.

CREATE TABLE role_permissions (
    role       text NOT NULL CHECK (role IN ('super_admin', 'moderator', 'support', 'finance')),
    permission text NOT NULL CHECK (permission IN ('operations')),
    PRIMARY KEY (role, permission)
);

COMMENT ON TABLE role_permissions IS 'Which role of operators may do what; what is not listed is refused.';
COMMENT ON COLUMN role_permissions.permission IS 'operations: the pages below /ops.';

INSERT INTO role_permissions (role, permission) VALUES ('super_admin', 'operations');

package org.metapolicy.procedure.row;

import java.time.ZonedDateTime;
import org.metapolicy.governance.GrantedApprover;
import org.neo4j.procedure.Description;

/** One approver of the whole graph. */
public record ApproverRow(
        @Description("The user who may approve.") String username,

        @Description("Who granted it.") String grantedBy,

        @Description("When, in UTC.") ZonedDateTime grantedAt,

        @Description("Why.") String reason) {

    public static ApproverRow of(GrantedApprover approver) {
        return new ApproverRow(
                approver.name(), approver.grantedBy(), EventRow.utc(approver.grantedAt()), approver.reason());
    }
}

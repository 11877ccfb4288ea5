"""The peering life of two accounts, with the official SDKs that sign by ACS3-HMAC-SHA256.

Usage: current_sdks.py <endpoint host:port> <accounts as JSON>. Prints one JSON object with what was seen.
"""

import json
import sys
import time

from alibabacloud_cdt20210813.client import Client as Cdt
from alibabacloud_sts20150401 import models as sts
from alibabacloud_sts20150401.client import Client as Sts
from alibabacloud_tea_openapi.models import Config
from alibabacloud_vpc20160428 import models as vpc
from alibabacloud_vpc20160428.client import Client as Vpc
from alibabacloud_vpcpeer20220101 import models as peer
from alibabacloud_vpcpeer20220101.client import Client as Peer

endpoint, accounts = sys.argv[1], json.loads(sys.argv[2])
requester, accepter = accounts
region = "cn-hangzhou"


def config(account, token=None):
    return Config(
        access_key_id=account["accessKeyId"],
        access_key_secret=account["accessKeySecret"],
        security_token=token,
        endpoint=endpoint,
        protocol="HTTP",
        region_id=region,
    )


def code_of(call):
    """The error code that a call ends in."""
    try:
        call()
    except Exception as error:
        return getattr(error, "code", None) or repr(error)
    return "no error"


def wait_until(holds, look):
    deadline = time.monotonic() + 60
    while not holds():
        if time.monotonic() > deadline:
            raise SystemExit(f"after 60 s: {look()}")
        time.sleep(0.05)


def wait_for(instance_id, status):
    wait_until(lambda: get(instance_id).status == status, lambda: get(instance_id).status)
    return status


def get(instance_id, client=None):
    request = peer.GetVpcPeerConnectionAttributeRequest(instance_id=instance_id)
    return (client or ours).get_vpc_peer_connection_attribute(request).body


ours, theirs = Peer(config(requester)), Peer(config(accepter))
seen = {}

# One account: create, once per token, read, list, modify, tags, delete.
creation = peer.CreateVpcPeerConnectionRequest(
    region_id=region,
    vpc_id="vpc-hangzhou-a1",
    accepting_ali_uid=int(requester["uid"]),
    accepting_region_id="cn-shanghai",
    accepting_vpc_id="vpc-shanghai-a1",
    name="from-python",
    bandwidth=100,
    link_type="Platinum",
    client_token="python-1",
    tag=[peer.CreateVpcPeerConnectionRequestTag(key="team", value="network & co")],
)
first = ours.create_vpc_peer_connection(creation).body.instance_id
seen["same token, same connection"] = ours.create_vpc_peer_connection(creation).body.instance_id == first
wait_for(first, "Activated")
read = get(first)
seen["read"] = {
    "name": read.name,
    "bandwidth": read.bandwidth,
    "linkType": read.link_type,
    "owner": str(read.owner_id),
    "cidrs": read.vpc.ipv_4cidrs,
    "tags": [[tag.key, tag.value] for tag in read.tags],
}
ours.modify_vpc_peer_connection(
    peer.ModifyVpcPeerConnectionRequest(instance_id=first, name="renamed", bandwidth=200)
)
wait_for(first, "Activated")
tags = dict(region_id=region, resource_type="PeerConnection", resource_id=[first])
ours.tag_resources(
    peer.TagResourcesRequest(**tags, tag=[peer.TagResourcesRequestTag(key="stage", value="test")])
)
ours.un_tag_resources(peer.UnTagResourcesRequest(**tags, tag_key=["team"]))
listed = ours.list_tag_resources(peer.ListTagResourcesRequest(**tags)).body.tag_resources
seen["tags"] = [[one.tag_key, one.tag_value] for one in listed]
found = ours.list_vpc_peer_connections(
    peer.ListVpcPeerConnectionsRequest(region_id=region, vpc_id=["vpc-hangzhou-a1"], max_results=10)
).body
seen["list"] = [[one.name, one.bandwidth] for one in found.vpc_peer_connects]
ours.move_resource_group(
    peer.MoveResourceGroupRequest(
        region_id=region, resource_id=first, resource_type="PeerConnection", new_resource_group_id="rg-network-1"
    )
)
seen["moved to"] = get(first).resource_group_id
seen["dry run"] = code_of(
    lambda: ours.delete_vpc_peer_connection(peer.DeleteVpcPeerConnectionRequest(instance_id=first, dry_run=True))
)

# Two accounts: accept, and what strangers see.
second = ours.create_vpc_peer_connection(
    peer.CreateVpcPeerConnectionRequest(
        region_id=region,
        vpc_id="vpc-hangzhou-b1",
        accepting_ali_uid=int(accepter["uid"]),
        accepting_region_id=region,
        accepting_vpc_id="vpc-hangzhou-a2",
    )
).body.instance_id
wait_for(second, "Accepting")
seen["accepting owner"] = str(get(second).accepting_owner_uid)
seen["accept by the requester"] = code_of(
    lambda: ours.accept_vpc_peer_connection(peer.AcceptVpcPeerConnectionRequest(instance_id=second))
)
theirs.accept_vpc_peer_connection(peer.AcceptVpcPeerConnectionRequest(instance_id=second))
seen["accepted"] = wait_for(second, "Activated")
seen["a stranger reads"] = code_of(lambda: get(first, theirs))

# Routes: the accepter's answer to what the requester sends.
network = Vpc(config(requester))
table = network.describe_route_table_list(
    vpc.DescribeRouteTableListRequest(region_id=region, vpc_id="vpc-hangzhou-b1")
).body.router_table_list.router_table_list_type[0].route_table_id
route = dict(region_id=region, route_table_id=table, destination_cidr_block="172.16.0.0/16", next_hop_id=second)
network.create_route_entry(vpc.CreateRouteEntryRequest(**route, next_hop_type="VpcPeer", route_entry_name="python"))


def routes():
    request = vpc.DescribeRouteEntryListRequest(region_id=region, route_table_id=table, route_entry_type="Custom")
    entries = network.describe_route_entry_list(request).body.route_entrys.route_entry
    return [[one.destination_cidr_block, one.next_hops.next_hop[0].next_hop_type, one.status] for one in entries]


wait_until(lambda: routes() == [["172.16.0.0/16", "VpcPeer", "Available"]], routes)
seen["routes"] = routes()
seen["delete with routes"] = code_of(
    lambda: theirs.delete_vpc_peer_connection(peer.DeleteVpcPeerConnectionRequest(instance_id=second))
)
network.delete_route_entry(vpc.DeleteRouteEntryRequest(**route))
wait_until(lambda: routes() == [], routes)
theirs.delete_vpc_peer_connection(peer.DeleteVpcPeerConnectionRequest(instance_id=second))

# Other products at the same endpoint.
seen["vpc"] = Vpc(config(requester)).describe_vpc_attribute(
    vpc.DescribeVpcAttributeRequest(region_id=region, vpc_id="vpc-hangzhou-b1")
).body.ipv_6cidr_block
seen["vpcs"] = [
    one.vpc_id for one in Vpc(config(accepter)).describe_vpcs(vpc.DescribeVpcsRequest(region_id=region)).body.vpcs.vpc
]
cdt = Cdt(config(requester))
seen["cdt"] = [cdt.get_cdt_service_status().body.enabled, bool(cdt.open_cdt_service().body.order_id)]
identity = Sts(config(requester)).get_caller_identity().body
seen["identity"] = [identity.account_id, identity.identity_type]
session = Sts(config(requester)).assume_role(
    sts.AssumeRoleRequest(role_arn=f"acs:ram::{accepter['uid']}:role/peering", role_session_name="python")
).body.credentials
assumed = {"accessKeyId": session.access_key_id, "accessKeySecret": session.access_key_secret}
identity = Sts(config(assumed, session.security_token)).get_caller_identity().body
seen["assumed identity"] = [identity.account_id, identity.identity_type]
seen["wrong secret"] = code_of(
    lambda: Sts(config({**requester, "accessKeySecret": "wrong"})).get_caller_identity()
)

ours.delete_vpc_peer_connection(peer.DeleteVpcPeerConnectionRequest(instance_id=first))
wait_until(lambda: code_of(lambda: get(first)) != "no error", lambda: get(first).status)
seen["deleted"] = code_of(lambda: get(first))

print(json.dumps(seen))

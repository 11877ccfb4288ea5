"""The same cloud with the older SDKs, which sign by HMAC-SHA1 in the query.

Usage: older_sdks.py <endpoint host:port> <accounts as JSON>. Prints one JSON object with what was seen.
"""

import json
import sys

from aliyunsdkcore.acs_exception.exceptions import ServerException
from aliyunsdkcore.auth.credentials import StsTokenCredential
from aliyunsdkcore.client import AcsClient
from aliyunsdkcore.request import CommonRequest
from aliyunsdksts.request.v20150401.AssumeRoleRequest import AssumeRoleRequest
from aliyunsdksts.request.v20150401.GetCallerIdentityRequest import GetCallerIdentityRequest
from aliyunsdkvpc.request.v20160428.DescribeVpcsRequest import DescribeVpcsRequest

endpoint, accounts = sys.argv[1], json.loads(sys.argv[2])
host, port = endpoint.split(":")
requester, accepter = accounts
region = "cn-hangzhou"


def client_of(account, secret=None):
    key, own = account["accessKeyId"], account["accessKeySecret"]
    return AcsClient(key, secret or own, region, port=int(port), auto_retry=False)


def send(request, client):
    request.set_endpoint(host)
    request.set_protocol_type("http")
    return json.loads(client.do_action_with_exception(request))


def call(client, action, version="2022-01-01", method="POST", query=None, body=None):
    """An operation that the SDK has no class for."""
    request = CommonRequest()
    request.set_domain(host)
    request.set_protocol_type("http")
    request.set_version(version)
    request.set_action_name(action)
    request.set_method(method)
    for name, value in (query or {}).items():
        request.add_query_param(name, value)
    for name, value in (body or {}).items():
        request.add_body_params(name, value)
    return json.loads(client.do_action_with_exception(request))


def code_of(action):
    try:
        action()
    except ServerException as error:
        return error.get_error_code()
    return "no error"


ours = client_of(requester)
seen = {}
seen["vpcs"] = [one["VpcId"] for one in send(DescribeVpcsRequest(), ours)["Vpcs"]["Vpc"]]
seen["identity"] = send(GetCallerIdentityRequest(), ours)["AccountId"]

ends = {
    "RegionId": region,
    "VpcId": "vpc-hangzhou-a1",
    "AcceptingAliUid": accepter["uid"],
    "AcceptingRegionId": region,
    "AcceptingVpcId": "vpc-hangzhou-b2",
    "ClientToken": "older-1",
}
made = call(ours, "CreateVpcPeerConnection", query={"Tag.1.Key": "k 1*", "Tag.1.Value": "v+=&~"}, body=ends)
seen["same token, same connection"] = (
    call(ours, "CreateVpcPeerConnection", query={"Tag.1.Key": "k 1*", "Tag.1.Value": "v+=&~"}, body=ends)["InstanceId"]
    == made["InstanceId"]
)
# In a GET everything is in the query.
read = call(ours, "GetVpcPeerConnectionAttribute", method="GET", query={"InstanceId": made["InstanceId"]})
seen["read"] = [read["VpcId"] if "VpcId" in read else read["Vpc"]["VpcId"], str(read["AcceptingOwnerUid"]), read["Tags"]]

role = AssumeRoleRequest()
role.set_RoleArn(f"acs:ram::{accepter['uid']}:role/peering")
role.set_RoleSessionName("older")
session = send(role, ours)["Credentials"]
assumed = AcsClient(
    region_id=region,
    credential=StsTokenCredential(session["AccessKeyId"], session["AccessKeySecret"], session["SecurityToken"]),
    port=int(port),
    auto_retry=False,
)
seen["assumed identity"] = send(GetCallerIdentityRequest(), assumed)["AccountId"]
seen["the session sees"] = call(assumed, "ListVpcPeerConnections", body={"RegionId": region})["TotalCount"]

seen["wrong secret"] = code_of(lambda: send(GetCallerIdentityRequest(), client_of(requester, "wrong")))
seen["unknown key"] = code_of(lambda: send(GetCallerIdentityRequest(), client_of({**requester, "accessKeyId": "nobody"})))
seen["unknown connection"] = code_of(
    lambda: call(ours, "GetVpcPeerConnectionAttribute", body={"InstanceId": "pcc-unknown"})
)

print(json.dumps(seen))
